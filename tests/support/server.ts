import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createWriteStream, rmSync } from "node:fs"
import { mkdir, mkdtemp, readFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { endWithUs } from "./end-with-us"

export interface StoreServer {
  readonly origin: string
  readonly dataDir: string
  /** Everything that the processes wrote, for looking into after a failure: it outlives the data. */
  readonly logFile: string
  /** Starts the store (again), with more variables if given, and waits until it answers. */
  start(env?: Record<string, string>): Promise<void>
  /** Sends the signal to the process and all that it started, and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** The process that was started. */
  pid(): number | undefined
  /** How the process has ended: by which signal, or with which code; undefined while it lives. */
  ended(): NodeJS.Signals | number | undefined
}

const dataDirs: string[] = []
process.once("exit", () => {
  for (const dataDir of dataDirs) rmSync(dataDir, { recursive: true, force: true })
})

/** The server itself, without npm in between. */
const SERVER = [process.execPath, "node_modules/next/dist/bin/next", "start"] as const

/**
 * The store in its production form as a process of its own, with its own data and port. `next build` must have
 * been run. The caller starts it, and must kill it in the end. Another server is given by its command and the path
 * that answers once it is up.
 */
export async function prepareServer(
  env: Record<string, string> = {},
  [command, ...args]: readonly [string, ...string[]] = SERVER,
  health = "/api/health",
): Promise<StoreServer> {
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), "swag-store-"))
  dataDirs.push(dataDir)
  const logs = join(tmpdir(), "swag-store-logs")
  await mkdir(logs, { recursive: true })
  const logFile = join(logs, `${basename(dataDir)}.log`)
  const origin = `http://localhost:${port}`
  let child: ChildProcess | undefined
  return {
    origin,
    dataDir,
    logFile,
    async start(more = {}) {
      child = spawn(command, args, {
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
        env: {
          ...process.env,
          NODE_ENV: "production",
          NEXT_TELEMETRY_DISABLED: "1",
          DEMO: "1",
          PORT: String(port),
          SWAG_DATA_DIR: dataDir,
          ...(env.DATABASE_URL ? { INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64") } : {}),
          ...env,
          ...more,
        },
      })
      endWithUs(child)
      const log = createWriteStream(logFile, { flags: "a" })
      child.stdout?.pipe(log, { end: false })
      child.stderr?.pipe(log, { end: false })
      child.once("close", () => log.end())
      await untilHealthy(`${origin}${health}`, child, logFile)
    },
    async kill(signal) {
      if (!child?.pid || hasEnded(child)) return
      const gone = once(child, "exit")
      process.kill(-child.pid, signal)
      await gone
    },
    pid: () => child?.pid,
    ended: () => child?.signalCode ?? child?.exitCode ?? undefined,
  }
}

/** Waits for the store, or for its end: then the reason stands in its log. */
async function untilHealthy(health: string, child: ChildProcess, logFile: string): Promise<void> {
  for (;;) {
    if (hasEnded(child)) {
      const log = await readFile(logFile, "utf8").catch(() => "")
      throw new Error(`The store ended before it answered:\n${log.slice(-2_000)}`)
    }
    const healthy = await fetch(health).then(
      (response) => response.ok,
      () => false,
    )
    if (healthy) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
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
