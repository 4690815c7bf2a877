import { defineConfig, devices } from "@playwright/test"
import { findBrowser } from "./tests/support/browser"

const { executablePath, args } = await findBrowser()

export default defineConfig({
  testDir: "tests/e2e",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  use: {
    ...devices["Desktop Chrome"],
    actionTimeout: 10_000,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath, args },
  },
})
