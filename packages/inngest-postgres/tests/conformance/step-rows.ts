import { type FailureEventPayload, NonRetriableError, RetryAfterError } from "inngest"
import { expect } from "vitest"
import { bringForward, settled } from "../support/engine-world"
import type { Row } from "./row"

export const stepRows: Row[] = [
  {
    feature: "step.run",
    behaviour: "a function of four steps runs each of them once and keeps their results",
    test: async (open) => {
      const ran: string[] = []
      const world = await open((inngest) => [
        inngest.createFunction({ id: "four", triggers: { event: "shop/four" } }, async ({ event, step }) => {
          for (const name of ["a", "b", "c", "d"]) {
            await step.run(name, () => {
              ran.push(name)
              return { name, k: event.data.k }
            })
          }
          return "done"
        }),
      ])
      await world.inngest.send({ name: "shop/four", data: { k: "k1" } })
      await world.engine.idle()
      expect(ran).toEqual(["a", "b", "c", "d"])
      const [run] = await world.engine.listRuns()
      expect(run?.status).toBe("completed")
      const detail = await world.engine.getRun(run?.id ?? "")
      expect(detail?.output).toBe("done")
      expect(detail?.steps.map((step) => [step.name, step.output])).toEqual(
        ran.map((name) => [name, { data: { name, k: "k1" } }]),
      )
    },
  },
  {
    feature: "checkpointing",
    behaviour: "a run of plain steps is one call when the SDK checkpoints, and five when it does not",
    test: async (open) => {
      for (const checkpointing of [true, false]) {
        const world = await open(
          (inngest) => [
            inngest.createFunction({ id: "four", triggers: { event: "shop/four" } }, async ({ step }) => {
              for (const name of ["a", "b", "c", "d"]) await step.run(name, () => name)
            }),
          ],
          { checkpointing },
        )
        await world.inngest.send({ name: "shop/four" })
        await world.engine.idle()
        expect(world.calls).toHaveLength(checkpointing ? 1 : 5)
      }
    },
  },
  {
    feature: "checkpointing",
    behaviour:
      "buffered steps are stored several at a time, and what is in the buffer at the end is not lost",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "buffered", checkpointing: { bufferedSteps: 3 }, triggers: { event: "shop/buffered" } },
          async ({ step }) => {
            let sum = 0
            for (let n = 1; n <= 5; n++) sum += await step.run(`s${n}`, () => n)
            await step.sleep("rest", "1s")
            return sum
          },
        ),
      ])
      await world.inngest.send({ name: "shop/buffered" })
      await world.engine.idle()
      await bringForward(world, "update engine.waits set fires_at = now()")
      await settled(world)
      const run = await world.engine.getRun((await world.engine.listRuns())[0]?.id ?? "")
      expect(run?.output).toBe(15)
      expect(run?.steps.map(({ name, attempts }) => [name, attempts])).toEqual([
        ...[1, 2, 3, 4, 5].map((n) => [`s${n}`, 1]),
        ["rest", 0],
      ])
      expect(world.calls).toHaveLength(2)
    },
  },
  {
    feature: "checkpointing",
    behaviour: "after parallel steps a run goes on in one call again",
    test: async (open) => {
      const ran: string[] = []
      const world = await open((inngest) => [
        inngest.createFunction({ id: "fork", triggers: { event: "shop/fork" } }, async ({ step }) => {
          const run = (name: string) => step.run(name, () => ran.push(name))
          await run("before")
          await Promise.all([run("left"), run("right")])
          for (const name of ["then", "and", "last"]) await run(name)
        }),
      ])
      await world.inngest.send({ name: "shop/fork" })
      await settled(world, 1)
      expect(ran.toSorted()).toEqual(["and", "before", "last", "left", "right", "then"])
      expect(world.calls.map(({ stepId }) => (stepId === "step" ? "step" : "its own"))).toEqual([
        "step",
        "its own",
        "its own",
        "step",
      ])
    },
  },
  {
    feature: "checkpointing",
    behaviour: "a call that has taken its maxRuntime is followed by another, and no step runs twice",
    test: async (open) => {
      const ran: number[] = []
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "long", checkpointing: { maxRuntime: 50 }, triggers: { event: "shop/long" } },
          async ({ step }) => {
            for (let n = 1; n <= 4; n++) {
              await step.run(`s${n}`, async () => {
                ran.push(n)
                await new Promise((resolve) => setTimeout(resolve, 60))
              })
            }
          },
        ),
      ])
      await world.inngest.send({ name: "shop/long" })
      await settled(world, 1)
      expect(ran).toEqual([1, 2, 3, 4])
      expect(world.calls.length).toBeGreaterThan(2)
      expect(await world.engine.listRuns({ status: "completed" })).toHaveLength(1)
    },
  },
  {
    feature: "retries",
    behaviour: "a step that fails is tried again, and the ones before it are not run again",
    test: async (open) => {
      const ran: string[] = []
      const world = await open((inngest) => [
        inngest.createFunction({ id: "flaky", triggers: { event: "shop/flaky" } }, async ({ step }) => {
          await step.run("first", () => ran.push("first"))
          return step.run("second", () => {
            ran.push("second")
            if (ran.length < 4) throw new Error("not yet")
            return "at last"
          })
        }),
      ])
      await world.inngest.send({ name: "shop/flaky" })
      await settled(world)
      expect(ran).toEqual(["first", "second", "second", "second"])
      const detail = await world.engine.getRun((await world.engine.listRuns())[0]?.id ?? "")
      expect(detail?.output).toBe("at last")
      expect(detail?.failures.map((failure) => [failure.attempt, failure.error.message])).toEqual([
        [0, "not yet"],
        [1, "not yet"],
      ])
    },
  },
  {
    feature: "onFailure",
    behaviour:
      "a function that fails for good is answered by its onFailure once, with the error and the event",
    test: async (open) => {
      const seen: unknown[] = []
      let attempts = 0
      const world = await open((inngest) => [
        inngest.createFunction(
          {
            id: "doomed",
            retries: 2,
            triggers: { event: "shop/doomed" },
            onFailure: ({ error, event }: { error: Error; event: FailureEventPayload & { id?: string } }) => {
              seen.push([error.message, event.data.event.data, event.id === event.data.run_id])
            },
          },
          async ({ step }) => {
            await step.run("never", () => {
              attempts++
              throw new Error("no")
            })
          },
        ),
      ])
      await world.inngest.send({ name: "shop/doomed", data: { k: 1 } })
      await settled(world)
      expect(attempts).toBe(3)
      expect(seen).toEqual([["no", { k: 1 }, true]])
      expect(await world.engine.listRuns({ status: "failed" })).toHaveLength(1)
    },
  },
  {
    feature: "NonRetriableError",
    behaviour:
      "an error that is not retriable is not retried, and an error caught around a step is not fatal",
    test: async (open) => {
      let attempts = 0
      const world = await open((inngest) => [
        inngest.createFunction({ id: "caught", triggers: { event: "shop/caught" } }, async ({ step }) => {
          try {
            await step.run("refuse", () => {
              attempts++
              throw new NonRetriableError("never")
            })
          } catch (error) {
            return `caught: ${(error as Error).message}`
          }
        }),
      ])
      await world.inngest.send({ name: "shop/caught" })
      await settled(world)
      expect(attempts).toBe(1)
      const detail = await world.engine.getRun((await world.engine.listRuns())[0]?.id ?? "")
      expect(detail?.output).toBe("caught: never")
    },
  },
  {
    feature: "RetryAfterError",
    behaviour: "RetryAfterError decides when the next attempt is made",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "later", triggers: { event: "shop/later" } }, async ({ step }) => {
          await step.run("wait", () => {
            throw new RetryAfterError("later", "1h")
          })
        }),
      ])
      await world.inngest.send({ name: "shop/later" })
      await world.engine.idle()
      const detail = await world.engine.getRun((await world.engine.listRuns())[0]?.id ?? "")
      const inMs = (detail?.nextCallAt?.getTime() ?? 0) - Date.now()
      expect(inMs).toBeGreaterThan(59 * 60_000)
      expect(inMs).toBeLessThan(61 * 60_000)
    },
  },
  {
    feature: "step.sleep",
    behaviour: "a sleeping run holds nothing and goes on when its time has come",
    test: async (open) => {
      const ran: string[] = []
      const world = await open((inngest) => [
        inngest.createFunction({ id: "sleeper", triggers: { event: "shop/sleep" } }, async ({ step }) => {
          await step.run("before", () => ran.push("before"))
          await step.sleep("rest", "1s")
          await step.run("after", () => ran.push("after"))
        }),
      ])
      await world.inngest.send({ name: "shop/sleep" })
      await world.engine.idle()
      expect(ran).toEqual(["before"])
      await settled(world)
      expect(ran).toEqual(["before", "after"])
    },
  },
  {
    feature: "step.sleepUntil",
    behaviour: "sleepUntil ends at its moment, and one that has passed holds nothing up",
    test: async (open) => {
      const until = new Date(Date.now() + 60 * 60_000)
      const world = await open((inngest) => [
        inngest.createFunction({ id: "until", triggers: { event: "shop/until" } }, async ({ step }) => {
          await step.sleepUntil("gone", new Date("2020-02-02"))
          await step.sleepUntil("then", until)
          return "woke"
        }),
      ])
      await world.inngest.send({ name: "shop/until" })
      const sleeping = async () => (await world.db.query("select fires_at as at from engine.waits")).rows
      await expect.poll(sleeping).toEqual([{ at: until }])
      await bringForward(world, "update engine.waits set fires_at = now()")
      await settled(world)
      expect((await world.engine.getRun((await world.engine.listRuns())[0]?.id ?? ""))?.output).toBe("woke")
    },
  },
  {
    feature: "step.waitForEvent",
    behaviour: "waitForEvent takes the event that matches, whole, and null when its time is over",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "waiter", triggers: { event: "shop/wait" } }, async ({ step }) => {
          const hit = await step.waitForEvent("hit", { event: "shop/yes", match: "data.k", timeout: "1h" })
          const miss = await step.waitForEvent("miss", {
            event: "shop/no",
            if: "async.data.n > 5",
            timeout: "1s",
          })
          return [hit?.data, hit?.name, miss]
        }),
      ])
      await world.inngest.send({ name: "shop/wait", data: { k: "k1" } })
      await world.engine.idle()
      await world.inngest.send([
        { name: "shop/yes", data: { k: "other" } },
        { name: "shop/yes", data: { k: "k1", extra: true } },
      ])
      await world.engine.idle()
      await world.inngest.send({ name: "shop/no", data: { n: 3 } })
      await settled(world)
      const detail = await world.engine.getRun((await world.engine.listRuns())[0]?.id ?? "")
      expect(detail?.output).toEqual([{ k: "k1", extra: true }, "shop/yes", null])
    },
  },
  {
    feature: "parallel steps",
    behaviour: "parallel steps run once each, and what follows them once",
    test: async (open) => {
      const ran: string[] = []
      const world = await open((inngest) => [
        inngest.createFunction({ id: "parallel", triggers: { event: "shop/parallel" } }, async ({ step }) => {
          const results = await Promise.all(
            ["a", "b", "c"].map((name) =>
              step.run(name, () => {
                ran.push(name)
                return name.toUpperCase()
              }),
            ),
          )
          await step.run("join", () => ran.push("join"))
          await step.run("last", () => ran.push("last"))
          return results
        }),
      ])
      await world.inngest.send({ name: "shop/parallel" })
      await world.engine.idle()
      expect([...ran].sort()).toEqual(["a", "b", "c", "join", "last"])
      expect(ran.slice(3)).toEqual(["join", "last"])
      const detail = await world.engine.getRun((await world.engine.listRuns())[0]?.id ?? "")
      expect(detail?.output).toEqual(["A", "B", "C"])
    },
  },
  {
    feature: "parallel steps",
    behaviour: "many parallel steps run once each, several at a time",
    test: async (open) => {
      let now = 0
      let most = 0
      const ran = new Map<number, number>()
      const world = await open((inngest) => [
        inngest.createFunction({ id: "wide", triggers: { event: "shop/wide" } }, async ({ step }) => {
          const results = await Promise.all(
            Array.from({ length: 60 }, (_, n) =>
              step.run(`s${n}`, async () => {
                most = Math.max(most, ++now)
                await new Promise((resolve) => setTimeout(resolve, 1))
                now--
                ran.set(n, (ran.get(n) ?? 0) + 1)
                return n
              }),
            ),
          )
          return results.reduce((sum, n) => sum + n, 0)
        }),
      ])
      await world.inngest.send({ name: "shop/wide" })
      await world.engine.idle()
      const run = await world.engine.getRun((await world.engine.listRuns())[0]?.id ?? "")
      expect(run?.output).toBe(1770)
      expect([ran.size, new Set(ran.values())]).toEqual([60, new Set([1])])
      expect(most).toBeGreaterThan(1)
    },
  },
]
