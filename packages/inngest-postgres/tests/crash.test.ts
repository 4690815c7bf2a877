import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { CrashProcess } from "./support/crash-process"
import { createTestDatabase } from "./support/test-database"

/**
 * Where a process dies, in which function, and which step may then have had its effect twice: the one that
 * was killed after its effect and before its memo. Every other one has it exactly once.
 */
const DEATHS: { event: string; at: string; twice?: string; effects: string[] }[] = [
  { event: "plain", at: "a:memo", effects: ["a", "b", "c", "d"] },
  { event: "plain", at: "b:inside", effects: ["a", "b", "c", "d"] },
  { event: "plain", at: "b:effect", twice: "b", effects: ["a", "b", "c", "d"] },
  { event: "plain", at: "b:memo", effects: ["a", "b", "c", "d"] },
  { event: "plain", at: "d:memo", effects: ["a", "b", "c", "d"] },
  { event: "sleep", at: "a:effect", twice: "a", effects: ["a", "b"] },
  { event: "sleep", at: "asleep", effects: ["a", "b"] },
  { event: "sleep", at: "slept:memo", effects: ["a", "b"] },
  { event: "wait", at: "waiting", effects: ["a", "b"] },
  { event: "wait", at: "reply:memo", effects: ["a", "b"] },
  { event: "invoke", at: "called:inside", effects: ["a", "called", "answer"] },
  { event: "invoke", at: "called:effect", twice: "called", effects: ["a", "called", "answer"] },
  { event: "invoke", at: "called:memo", effects: ["a", "called", "answer"] },
  { event: "invoke", at: "call:memo", effects: ["a", "called", "answer"] },
  { event: "parallel", at: "p2:inside", effects: ["p1", "p2", "p3", "join"] },
  { event: "parallel", at: "p2:effect", twice: "p2", effects: ["p1", "p2", "p3", "join"] },
  { event: "parallel", at: "parallel:memo", effects: ["p1", "p2", "p3", "join"] },
  { event: "parallel", at: "join:inside", effects: ["p1", "p2", "p3", "join"] },
  { event: "fan", at: "fan:effect", effects: ["a", "b", "fanned1", "fanned2"] },
  { event: "fan", at: "fan:memo", effects: ["a", "b", "fanned1", "fanned2"] },
]

/** PGlite takes seconds to open: there, one death of every sort. */
const ON_PGLITE = new Set([
  "b:effect",
  "b:memo",
  "asleep",
  "reply:memo",
  "called:inside",
  "p2:inside",
  "fan:effect",
])

describe.each(["Postgres", "PGlite"] as const)("kill -9 on %s", (kind) => {
  const deaths = DEATHS.filter(({ at }) => kind === "Postgres" || ON_PGLITE.has(at))
  let database = ""
  let child: CrashProcess

  beforeAll(async () => {
    database =
      kind === "Postgres" ? await createTestDatabase() : await mkdtemp(join(tmpdir(), "engine-crash-"))
    child = await opened(database)
  })

  afterAll(async () => {
    await child.close()
    if (kind === "PGlite") await rm(database, { recursive: true, force: true })
  })

  test.each(deaths)(
    "a process that dies in $event at $at loses nothing and repeats no memoized step",
    async (death) => {
      const k = `${death.event}@${death.at}`
      child.forget()
      child.send({ do: "die", at: death.at })
      child.send({ do: "send", events: [{ name: `crash/${death.event}`, data: { k } }] })
      if (death.at === "reply:memo") await reply(child, k)
      if (death.at === "asleep" || death.at === "waiting") await killWhileWaiting(child, k)
      else await child.died()

      child = await opened(database)
      if (death.at === "waiting") child.send({ do: "send", events: [{ name: "crash/reply", data: { k } }] })
      const { runs, effects } = await finished(child, k)
      expect(runs.filter((run) => run.status !== "completed")).toEqual([])
      const counted = Object.fromEntries(
        effects.filter(({ run }) => run === k).map(({ step, count }) => [step, count]),
      )
      const expected = Object.fromEntries(death.effects.map((step) => [step, step === death.twice ? 2 : 1]))
      expect(counted).toEqual(expected)
    },
  )
})

/** A lease so long that only the knowledge that its owner is dead explains a quick recovery. */
async function opened(database: string): Promise<CrashProcess> {
  const child = new CrashProcess()
  await child.open({ database, leaseMs: 600_000, checkpointing: true, concurrency: 1 })
  return child
}

async function reply(child: CrashProcess, k: string): Promise<void> {
  await waiting(child, k)
  child.send({ do: "send", events: [{ name: "crash/reply", data: { k } }] })
}

async function killWhileWaiting(child: CrashProcess, k: string): Promise<void> {
  await waiting(child, k)
  await child.kill()
}

async function waiting(child: CrashProcess, k: string): Promise<void> {
  while (!(await child.report()).runs.some((run) => run.k === k && run.waits > 0)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function finished(child: CrashProcess, k: string) {
  for (let i = 0; ; i++) {
    const all = await child.report()
    const report = { ...all, runs: all.runs.filter((run) => run.k === k) }
    if (i === 100 || report.runs.every((run) => run.status === "completed")) return report
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
