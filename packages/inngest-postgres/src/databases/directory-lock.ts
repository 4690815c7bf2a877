import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { processHost } from "../queue/processes"

/**
 * Makes a directory this process's own, and returns what gives it back. A lock left by a process that died
 * on this machine is taken over.
 * @throws Error when another process has it
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, "engine.lock")
  const mine = JSON.stringify({ host: processHost(), pid: process.pid })
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, mine, { flag: "wx" })
      return () => rmSync(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
      if (attempt > 0 || !isAbandoned(path)) {
        throw new Error(
          `Another process is using ${directory}. Stop it, or give this one a directory of its own.`,
        )
      }
      rmSync(path, { force: true })
    }
  }
}

function isAbandoned(path: string): boolean {
  try {
    const { host, pid } = JSON.parse(readFileSync(path, "utf8")) as { host: string; pid: number }
    if (pid === process.pid) return false
    if (host === "" || host !== processHost()) return false
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH"
  }
}
