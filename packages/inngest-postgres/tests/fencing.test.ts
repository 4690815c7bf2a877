import { afterEach, expect, test } from "vitest"
import { openPostgres } from "../src/databases/postgres-database"
import { CrashProcess } from "./support/crash-process"
import { createTestDatabase } from "./support/test-database"

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

test("a process frozen past its lease, then awake, writes nothing: its run went on elsewhere, once", async () => {
  const database = await createTestDatabase()
  const options = { database, leaseMs: 1500, checkpointing: true }
  const first = new CrashProcess()
  open.push(first)
  await first.open(options)
  first.send({ do: "send", events: [{ name: "crash/slow", data: { k: "frozen" } }] })
  await first.heard((message) => message.is === "reached" && message.point === "slow:effect")
  first.signal("SIGSTOP")

  const second = new CrashProcess()
  open.push(second)
  await second.open(options)
  await second.heard((message) => message.is === "reached" && message.point === "after:memo")
  first.signal("SIGCONT")
  await first.heard((message) => message.is === "reached" && message.point === "slow:refused")

  await expect.poll(async () => (await second.report()).runs.map((run) => run.status)).toEqual(["completed"])
  const { effects } = await second.report()
  // The step in which it froze ran in both; the one after it only where the lease was.
  expect(Object.fromEntries(effects.map(({ step, count }) => [step, count]))).toEqual({ slow: 2, after: 1 })
})

test("two processes share the work of one database, and neither does the other's", async () => {
  const database = await createTestDatabase()
  const processes = [new CrashProcess(), new CrashProcess()]
  open.push(...processes)
  for (const one of processes)
    await one.open({ database, leaseMs: 20_000, checkpointing: true, concurrency: 4 })
  const [first, second] = processes as [CrashProcess, CrashProcess]
  const events = Array.from({ length: 40 }, (_, n) => ({ name: "crash/parallel", data: { k: `k${n}` } }))
  first.send({ do: "send", events })
  const db = openPostgres(database, { connections: 1 })
  open.push(db)
  for (;;) {
    const { rows } = await db.query<{ completed: number }>(
      "select count(*)::int as completed from engine.runs where status = 'completed'",
    )
    if (rows[0]?.completed === 40) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  for (const one of [first, second]) {
    await one.heard((message) => message.is === "reached" && message.point === "p1:effect")
  }
  const { effects } = await first.report()
  expect(effects).toHaveLength(160)
  expect(effects.filter(({ count }) => count !== 1)).toEqual([])
})
