import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { seeded } from "../../../tests/support/seeded"
import { ANSWERED_BY, EFFECTS, type Kind } from "./support/crash-functions"
import { CrashProcess } from "./support/crash-process"
import { randomKills } from "./support/random-kills"
import { createTestDatabase } from "./support/test-database"

/**
 * Where a process dies, by the kind of run: before a step, inside of it, after its effect, when the SDK has answered
 * and nothing is stored, while the run waits, and when the memo is stored.
 */
const DEATHS: Record<Kind, readonly string[]> = {
  plain: ["a:before", "b:inside", "b:effect", "b:memo"],
  sleep: ["a:effect", "rest:answered", "waiting", "rest:memo"],
  wait: ["reply:answered", "waiting", "reply:memo"],
  signal: ["heard:answered", "waiting", "tell:effect", "heard:memo"],
  invoke: ["call:answered", "called:inside", "called:effect", "called:memo", "call:memo"],
  parallel: ["p2:planned", "p2:inside", "p2:effect", "p2:answered", "parallel:memo"],
  fan: ["fan:inside", "fan:effect", "fan:memo"],
}

/** PGlite takes seconds to open: there, one death of every sort. */
const ON_PGLITE = new Set([
  "b:effect",
  "b:memo",
  "rest:answered",
  "reply:memo",
  "called:inside",
  "fan:effect",
])

const deaths = (Object.keys(DEATHS) as Kind[]).flatMap((kind) => DEATHS[kind].map((at) => ({ kind, at })))

describe.each(["Postgres", "PGlite"] as const)("kill -9 on %s", (database) => {
  let url = ""
  let child: CrashProcess
  /** Loads its modules while the other works. */
  let spare = new CrashProcess()

  async function next(): Promise<CrashProcess> {
    const opened = spare
    spare = new CrashProcess()
    // A lease so long that only the knowledge that its owner is dead explains a quick recovery.
    await opened.open({ database: url, leaseMs: 600_000, checkpointing: true, concurrency: 1 })
    return opened
  }

  beforeAll(async () => {
    url =
      database === "Postgres" ? await createTestDatabase() : await mkdtemp(join(tmpdir(), "engine-crash-"))
    child = await next()
  })

  afterAll(async () => {
    await child.close()
    await spare.kill()
    if (database === "PGlite") await rm(url, { recursive: true, force: true })
  })

  test.each(deaths.filter(({ at }) => database === "Postgres" || ON_PGLITE.has(at)))(
    "a process that dies in $kind at $at loses nothing and repeats no memoized step",
    async ({ kind, at }) => {
      const k = `${kind}@${at}`
      const [step = "", point = ""] = at.split(":")
      child.forget()
      child.send({ do: "die", at })
      child.send({ do: "send", events: [{ name: `crash/${kind}`, data: { k } }] })
      if (at === "waiting") {
        await waiting(child, k)
        await child.kill()
      } else {
        if (point === "memo" || step === "tell") await answered(child, kind, k)
        await child.died()
      }

      child = await next()
      const { runs, effects } = await finished(child, kind, k)
      expect(runs.filter((run) => run.status !== "completed")).toEqual([])
      const counted = Object.fromEntries(
        effects.filter(({ run }) => run === k).map(({ step, count }) => [step, count]),
      )
      // The step that was killed after its effect and before its memo, and no other.
      const twice = point === "effect" || point === "answered" ? step : null
      expect(counted).toEqual(Object.fromEntries(EFFECTS[kind].map((name) => [name, name === twice ? 2 : 1])))
    },
  )
})

test("two processes that are killed at random: no run is lost, no memoized step runs again, no fan-out twice", async () => {
  const url = await createTestDatabase()
  const result = await randomKills({ url, random: seeded(7), kills: 6, inFlight: 50 })
  expect(result.problems).toEqual([])
  expect(result.runs).toBeGreaterThan(50)
}, 180_000)

/** Gives a run that waits what it waits for, once it does. */
async function answered(child: CrashProcess, kind: Kind, k: string): Promise<void> {
  const name = ANSWERED_BY[kind]
  if (!name) return
  await waiting(child, k)
  child.send({ do: "send", events: [{ name, data: { k } }] })
}

async function waiting(child: CrashProcess, k: string): Promise<void> {
  while (!(await child.report()).runs.some((run) => run.k === k && run.waits > 0)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function finished(child: CrashProcess, kind: Kind, k: string) {
  const answer = ANSWERED_BY[kind]
  for (let i = 0; ; i++) {
    const all = await child.report()
    const report = { ...all, runs: all.runs.filter((run) => run.k === k) }
    if (i === 800 || report.runs.every((run) => run.status === "completed")) return report
    if (answer && report.runs.some((run) => run.waits > 0)) {
      child.send({ do: "send", events: [{ id: `${k}:${answer}`, name: answer, data: { k } }] })
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
