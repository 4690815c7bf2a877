import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createWriteStream } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

export interface StoreServer {
  readonly origin: string
  readonly dataDir: string
  /** Everything that the processes wrote, for looking into after a failure. */
  readonly logFile: string
  /** Starts the store (again), with more variables if given, and waits until it answers. */
  start(env?: Record<string, string>): Promise<void>
  /** Ends the process with the signal and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Resolves when the process has ended by itself. */
  exited(): Promise<void>
}

/**
 * The store in its production form as a process of its own, with its own data and port. `next build` must have
 * been run. The caller starts it, and must kill it in the end.
 */
export async function prepareServer(env: Record<string, string> = {}): Promise<StoreServer> {
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), "swag-store-"))
  const logFile = join(dataDir, "server.log")
  const log = createWriteStream(logFile, { flags: "a" })
  const origin = `http://localhost:${port}`
  let child: ChildProcess | undefined
  process.once("exit", () => child?.kill("SIGKILL"))
  return {
    origin,
    dataDir,
    logFile,
    async start(more = {}) {
      child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", String(port)], {
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          NODE_ENV: "production",
          NEXT_TELEMETRY_DISABLED: "1",
          DEMO: "1",
          PORT: String(port),
          SWAG_DATA_DIR: dataDir,
          ...env,
          ...more,
        },
      })
      child.stdout?.pipe(log, { end: false })
      child.stderr?.pipe(log, { end: false })
      await untilHealthy(origin, child, logFile)
    },
    async kill(signal) {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, "exit")
      child.kill(signal)
      await gone
    },
    async exited() {
      if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit")
    },
  }
}

async function untilHealthy(origin: string, child: ChildProcess, logFile: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The store ended before it answered; its log is ${logFile}`)
    }
    const healthy = await fetch(`${origin}/api/health`).then(
      (response) => response.ok,
      () => false,
    )
    if (healthy) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  if (address === null || typeof address === "string") throw new Error("No free port")
  return address.port
}
