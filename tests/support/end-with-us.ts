import { type ChildProcess, spawn } from "node:child_process"

const children = new Set<ChildProcess>()
process.once("exit", () => {
  for (const child of children) kill(child)
})

/**
 * Ties a child, spawned as the leader of its own group, to this process: when this one ends the whole group ends,
 * and the folder goes. That holds for `kill -9` too, where only somebody else can still act: a watchman that
 * reads from a pipe which closes with us.
 */
export function endWithUs(child: ChildProcess, folder?: string): void {
  children.add(child)
  const watchman = spawn(
    "sh",
    ["-c", 'read -r _; kill -KILL "-$0"; [ -z "$1" ] || rm -rf -- "$1"', String(child.pid), folder ?? ""],
    { stdio: ["pipe", "ignore", "ignore"], detached: true },
  )
  watchman.unref()
  // A pipe that is open keeps Node running, which would wait for the watchman as he waits for it.
  Reflect.get(watchman.stdin ?? {}, "unref")?.call(watchman.stdin)
  child.once("exit", () => {
    children.delete(child)
    watchman.kill("SIGKILL")
  })
}

function kill(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? Number.NaN), "SIGKILL")
  } catch {
    // It is gone already.
  }
}
