import { spawn } from "node:child_process"
import { once } from "node:events"
import { endWithUs } from "../../tests/support/end-with-us"

/** Starts one of the floors and resolves to its origin. */
export async function startFloor(
  mode: "webhook" | "buffer" | "stream",
  env: Record<string, string>,
): Promise<{ origin: string; stop(): void }> {
  const child = spawn(process.execPath, ["scripts/bench/floor.mjs", mode], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
    env: { ...process.env, NODE_ENV: "production", ...env },
  })
  endWithUs(child)
  const [line] = (await once(child.stdout, "data")) as [Buffer]
  return { origin: line.toString().trim(), stop: () => void child.kill("SIGKILL") }
}
