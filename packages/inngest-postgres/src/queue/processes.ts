import { randomUUID } from "node:crypto"
import { readFileSync, readlinkSync } from "node:fs"
import type { EngineContext } from "../engine-context"
import type { SqlDatabase } from "../sql"

/**
 * Where this process's id means something: a boot of a machine and, in it, a pid namespace (two containers
 * on one machine share the first, not the second). Empty where that cannot be known.
 */
export function processHost(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`
  } catch {
    return ""
  }
}

/** A name for this engine that no other will have. */
export function newOwner(): string {
  return `${process.pid}-${randomUUID()}`
}

export async function insertProcess(db: SqlDatabase, owner: string): Promise<void> {
  await db.query(
    `insert into engine.processes (id, host, pid) values ($1, $2, $3)
     on conflict (id) do update set seen_at = now()`,
    [owner, processHost(), process.pid],
  )
}

export async function deleteProcess(db: SqlDatabase, owner: string): Promise<void> {
  await db.query("delete from engine.processes where id = $1", [owner])
}

/** Whether no other process can have this database open: PGlite runs inside the one that uses it. */
export async function isSingleProcess(db: SqlDatabase): Promise<boolean> {
  const { rows } = await db.query<{ version: string }>("select version()")
  return /pglite|emscripten/i.test(rows[0]?.version ?? "")
}

/**
 * Owners of leases that are certainly gone, so that their work is taken over without waiting for the lease
 * to end: on this very machine, with a process id that no longer exists.
 */
export async function deadOwners(context: EngineContext): Promise<string[]> {
  const host = processHost()
  if (host === "") return []
  const { rows } = await context.db.query<{ id: string; pid: number }>(
    "select id, pid from engine.processes where host = $1 and id <> $2",
    [host, context.owner],
  )
  return rows.filter((row) => !exists(row.pid)).map((row) => row.id)
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
