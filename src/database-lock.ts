import { mkdir, open, readFile, rename, rm, stat, utimes } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"

/** Two processes on one PGlite directory lose data silently, so the second must not start. */
export class DirectoryInUseError extends Error {
  override readonly name = "DirectoryInUseError"
}

const HEARTBEAT_MS = 2_000
const STALE_MS = 15_000

interface Owner {
  readonly pid: number
  /** When the owner's process started, so that a recycled pid is not mistaken for it. */
  readonly started: string
}

/**
 * Takes the directory for this process until `release`. The lock of a process that has died is taken over.
 * @throws DirectoryInUseError at once when its owner is alive
 */
export async function lockDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  await mkdir(directory, { recursive: true })
  const path = join(directory, "owner.json")
  const mine: Owner = { pid: process.pid, started: await startOf(process.pid) }
  while (!(await claim(path, mine))) {
    const owner = await readOwner(path)
    if (owner && (await isAlive(owner, path))) {
      throw new DirectoryInUseError(
        `The database in ${directory} is open in another process (pid ${owner.pid}). Stop that process, or give this one its own SWAG_DATA_DIR or a DATABASE_URL.`,
      )
    }
    await clearAway(path, owner)
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    void utimes(path, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    async release() {
      clearInterval(heartbeat)
      await rm(path, { force: true })
    },
  }
}

/** Removes a dead owner's file, and puts it back if it turns out to be the file of a newer owner. */
async function clearAway(path: string, dead: Owner | undefined): Promise<void> {
  const aside = `${path}.${process.pid}.stale`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  const found = await readFile(aside, "utf8").catch(() => "")
  if (dead && found !== JSON.stringify(dead)) await rename(aside, path)
  else await rm(aside, { force: true })
}

async function claim(path: string, owner: Owner): Promise<boolean> {
  try {
    const file = await open(path, "wx")
    await file.writeFile(JSON.stringify(owner))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false
    throw error
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  const text = await readFile(path, "utf8").catch(() => "")
  try {
    return JSON.parse(text) as Owner
  } catch {
    // Between creating and writing the file there is nothing to read; its age tells whether someone is at it.
    const age = await ageMs(path)
    return age < STALE_MS ? { pid: 0, started: "" } : undefined
  }
}

async function isAlive(owner: Owner, path: string): Promise<boolean> {
  if (owner.pid === 0) return true
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false
  }
  const started = await startOf(owner.pid)
  return started === "" ? (await ageMs(path)) < STALE_MS : started === owner.started
}

async function ageMs(path: string): Promise<number> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }))
  return Date.now() - mtimeMs
}

/** The kernel's start time of a process on Linux; elsewhere unknown, and the heartbeat decides. */
async function startOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")
  return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? ""
}
