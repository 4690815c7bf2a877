import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { endWithUs } from "./end-with-us"
import { freePort } from "./server"
import { until } from "./until"

export interface EngineServer {
  readonly url: string
  start(appUrl: string): Promise<void>
  kill(signal: NodeJS.Signals): Promise<void>
}

/** The engine as the process of its own that `npx inngest-postgres` starts, with its state in a new directory. */
export async function prepareEngineServer(): Promise<EngineServer> {
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), "swag-engine-"))
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  return {
    url,
    async start(appUrl) {
      const args = [
        "--app-url",
        appUrl,
        "--port",
        String(port),
        "--data-dir",
        dataDir,
        "--retry-interval",
        "1",
      ]
      child = spawn(process.execPath, ["packages/inngest-postgres/bin/inngest-postgres.mjs", ...args], {
        stdio: ["ignore", "ignore", "inherit"],
        detached: true,
      })
      endWithUs(child)
      await until("the engine listens", async () => (await fetch(`${url}/health`)).ok)
    },
    async kill(signal) {
      if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, "exit")
      process.kill(-child.pid, signal)
      await gone
    },
  }
}
