import { access } from "node:fs/promises"
import { chromium as playwright } from "@playwright/test"

export interface BrowserProgram {
  readonly executablePath: string
  readonly args: string[]
}

/** As root there is no sandbox to be had, and without a network a browser must not look for one. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/**
 * A Chromium to test with: Playwright's own, the system's, or the one inside an npm package.
 * @throws Error that says what to install when there is none
 */
export async function findBrowser(): Promise<BrowserProgram> {
  for (const executablePath of [playwright.executablePath(), "/usr/bin/chromium", "/usr/bin/google-chrome"]) {
    if (await exists(executablePath)) return { executablePath, args: ARGS }
  }
  const { default: packaged } = await import("@sparticuz/chromium")
  const executablePath = await packaged.executablePath().catch(() => "")
  // Its own arguments are left out: they switch off the web's security, which is what is tested here.
  if (executablePath) return { executablePath, args: [...ARGS, "--no-zygote"] }
  throw new Error("No Chromium to test with. Run `npm ci` on Linux, or `npx playwright install chromium`.")
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
