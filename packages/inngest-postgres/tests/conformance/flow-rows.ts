import { referenceFunction } from "inngest"
import { expect } from "vitest"
import { bringForward, ended, settled } from "../support/engine-world"
import type { Row } from "./row"

export const flowRows: Row[] = [
  {
    feature: "rateLimit",
    behaviour: "a rate-limited function runs as often as it may in a period, for each key",
    test: async (open) => {
      const seen: unknown[] = []
      const world = await open((inngest) => [
        inngest.createFunction(
          {
            id: "limited",
            rateLimit: { limit: 2, period: "1h", key: "event.data.k" },
            triggers: { event: "shop/l" },
          },
          ({ event }) => {
            seen.push(event.data.k)
          },
        ),
      ])
      await world.inngest.send(["a", "a", "a", "b"].map((k) => ({ name: "shop/l", data: { k } })))
      await world.engine.idle()
      expect(seen.sort()).toEqual(["a", "a", "b"])
    },
  },
  {
    feature: "throttle",
    behaviour: "a throttled function starts its runs spread over the period, and loses none",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "throttled", throttle: { limit: 3, period: "1h" }, triggers: { event: "shop/t" } },
          () => {},
        ),
      ])
      await world.inngest.send([1, 2, 3].map((n) => ({ name: "shop/t", data: { n } })))
      await world.engine.idle()
      const { rows } = await world.db.query<{ minutes: number }>(
        `select round(extract(epoch from j.run_at - r.created_at) / 60)::int as minutes
         from engine.jobs j join engine.runs r on r.id = j.run_id order by 1`,
      )
      expect(rows.map((row) => row.minutes)).toEqual([20, 40])
      expect(await world.engine.listRuns({ status: "completed" })).toHaveLength(1)
    },
  },
  {
    feature: "throttle",
    behaviour: "burst lets that many of a throttled function's runs start at once",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "bursting", throttle: { limit: 3, period: "1h", burst: 3 }, triggers: { event: "shop/t" } },
          () => {},
        ),
      ])
      await world.inngest.send([1, 2, 3, 4].map((n) => ({ name: "shop/t", data: { n } })))
      await world.engine.idle()
      const statuses = (await world.engine.listRuns()).map((run) => run.status)
      expect(statuses).toEqual(["queued", "completed", "completed", "completed"])
    },
  },
  {
    feature: "debounce",
    behaviour: "a debounce that is put off again and again runs at its timeout",
    test: async (open) => {
      const seen: unknown[] = []
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "put-off", debounce: { period: "1h", timeout: "2h" }, triggers: { event: "shop/d" } },
          ({ event }) => {
            seen.push(event.data.n)
          },
        ),
      ])
      await world.inngest.send({ name: "shop/d", data: { n: 1 } })
      await world.db.query("update engine.debounces set deadline = now() + interval '10 minutes'")
      await world.inngest.send({ name: "shop/d", data: { n: 2 } })
      const { rows } = await world.db.query("select fires_at = deadline as last from engine.debounces")
      expect(rows).toEqual([{ last: true }])
      await bringForward(world, "update engine.debounces set fires_at = now()")
      await settled(world, 1)
      expect(seen).toEqual([2])
    },
  },
  {
    feature: "debounce",
    behaviour: "a debounced function runs once, with the last event",
    test: async (open) => {
      const seen: unknown[] = []
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "debounced", debounce: { period: "1s", key: "event.data.k" }, triggers: { event: "shop/d" } },
          ({ event }) => {
            seen.push(event.data)
          },
        ),
      ])
      for (const n of [1, 2, 3]) await world.inngest.send({ name: "shop/d", data: { k: "a", n } })
      await settled(world, 1)
      expect(seen).toEqual([{ k: "a", n: 3 }])
    },
  },
  {
    feature: "batchEvents",
    behaviour: "a batch runs when it is full, and what is left of it when its time is over",
    test: async (open) => {
      const seen: unknown[] = []
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "batched", batchEvents: { maxSize: 3, timeout: "1s" }, triggers: { event: "shop/b" } },
          ({ events }) => {
            seen.push(events.map((event: { data: { n?: unknown } }) => event.data.n))
          },
        ),
      ])
      await world.inngest.send([1, 2, 3, 4].map((n) => ({ name: "shop/b", data: { n } })))
      await settled(world, 2)
      expect(seen).toEqual([[1, 2, 3], [4]])
    },
  },
  {
    feature: "batchEvents",
    behaviour: "a batch takes the events of one key that match its if; the others run alone, at once",
    test: async (open) => {
      const seen: unknown[] = []
      const world = await open((inngest) => [
        inngest.createFunction(
          {
            id: "some",
            batchEvents: { maxSize: 2, timeout: "60s", key: "event.data.k", if: "event.data.bulk == true" },
            triggers: { event: "shop/b" },
          },
          ({ events }) => {
            seen.push(events.map((event: { data: { n?: unknown } }) => event.data.n))
          },
        ),
      ])
      const bulk = (n: number, k: string) => ({ name: "shop/b", data: { n, k, bulk: true } })
      await world.inngest.send([bulk(1, "a"), bulk(2, "b"), bulk(3, "a")])
      await world.inngest.send({ name: "shop/b", data: { n: 4, k: "a" } })
      await world.engine.idle()
      expect(seen).toEqual([[1, 3], [4]])
    },
  },
  {
    feature: "singleton",
    behaviour: "a singleton skips what comes while it runs, or gives way to it",
    test: async (open) => {
      for (const mode of ["skip", "cancel"] as const) {
        const world = await open((inngest) => [
          inngest.createFunction(
            { id: "single", singleton: { mode, key: "event.data.k" }, triggers: { event: "shop/s" } },
            async ({ step }) => {
              await step.waitForEvent("ever", { event: "shop/never", timeout: "1h" })
            },
          ),
        ])
        for (const k of ["a", "a", "b"]) await world.inngest.send({ name: "shop/s", data: { k } })
        await world.engine.idle()
        const statuses = (await world.engine.listRuns()).map((run) => run.status).sort()
        expect(statuses).toEqual(
          mode === "skip" ? ["running", "running"] : ["cancelled", "running", "running"],
        )
      }
    },
  },
  {
    feature: "priority",
    behaviour: "a run of higher priority starts before the ones that waited",
    test: async (open) => {
      const order: unknown[] = []
      const world = await open(
        (inngest) => [
          inngest.createFunction(
            { id: "urgent", priority: { run: "event.data.prio" }, triggers: { event: "shop/p" } },
            async ({ event }) => {
              order.push(event.data.prio)
              await new Promise((resolve) => setTimeout(resolve, 20))
            },
          ),
        ],
        { concurrency: 1 },
      )
      await world.inngest.send({ name: "shop/p", data: { prio: 0 } })
      await world.inngest.send([1, 300, 60].map((prio) => ({ name: "shop/p", data: { prio } })))
      await world.engine.idle()
      expect(order).toEqual([0, 300, 60, 1])
    },
  },
  {
    feature: "timeouts",
    behaviour: "a function that does not finish in its time is cancelled, and its onFailure is not called",
    test: async (open) => {
      let failed = false
      const world = await open((inngest) => [
        inngest.createFunction(
          {
            id: "slow",
            timeouts: { finish: "1s" },
            triggers: { event: "shop/slow" },
            onFailure: () => {
              failed = true
            },
          },
          async ({ step }) => {
            await step.sleep("long", "1h")
          },
        ),
      ])
      await world.inngest.send({ name: "shop/slow" })
      await settled(world)
      expect((await world.engine.listRuns()).map((run) => run.status)).toEqual(["cancelled"])
      expect(failed).toBe(false)
    },
  },
  {
    feature: "timeouts",
    behaviour: "a run that does not start in its time is cancelled, and one that has started is not",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction(
          {
            id: "late",
            timeouts: { start: "1m" },
            throttle: { limit: 1, period: "1h" },
            triggers: { event: "shop/late" },
          },
          async ({ step }) => {
            await step.waitForEvent("ever", { event: "shop/never", timeout: "1h" })
          },
        ),
      ])
      await world.inngest.send([{ name: "shop/late" }, { name: "shop/late" }])
      await world.engine.idle()
      await bringForward(world, "update engine.waits set fires_at = now() where kind = 'start'")
      await world.engine.idle()
      expect((await world.engine.listRuns()).map((run) => run.status)).toEqual(["cancelled", "running"])
    },
  },
  {
    feature: "timeouts",
    behaviour: "the time to start of a run whose event is of the future begins with that moment",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "booked", timeouts: { start: "1s" }, triggers: { event: "shop/booked" } },
          () => "on time",
        ),
      ])
      await world.inngest.send({ name: "shop/booked", ts: Date.now() + 3_000 })
      await settled(world)
      expect((await world.engine.listRuns()).map((run) => run.status)).toEqual(["completed"])
    },
  },
  {
    feature: "step.invoke",
    behaviour: "a reference by its id is invoked like the function; one that nobody serves fails the step",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "double", triggers: [] }, ({ event }) => Number(event.data.n) * 2),
        inngest.createFunction({ id: "caller", triggers: { event: "shop/call" } }, async ({ step }) => {
          const double = referenceFunction({ functionId: "double" })
          const elsewhere = referenceFunction({ appId: "other", functionId: "gone" })
          const doubled = await step.invoke("ask", { function: double, data: { n: 21 } })
          const error = await step
            .invoke("ask-nobody", { function: elsewhere, data: {} })
            .catch((failure: Error) => failure.message)
          return [doubled, error]
        }),
      ])
      await world.inngest.send({ name: "shop/call" })
      await ended(world, "shop-caller")
      const [caller] = await world.engine.listRuns({ functionId: "shop-caller" })
      expect((await world.engine.getRun(caller?.id ?? ""))?.output).toEqual([
        42,
        'No function "other-gone" is registered, so it cannot be invoked.',
      ])
    },
  },
  {
    feature: "step.invoke",
    behaviour: "step.invoke gives the other function's result, and its error",
    test: async (open) => {
      const world = await open((inngest) => {
        const double = inngest.createFunction(
          { id: "double", triggers: { event: "shop/none" } },
          async ({ event, step }) => step.run("calculate", () => Number(event.data.n) * 2),
        )
        const broken = inngest.createFunction(
          { id: "broken", retries: 0, triggers: { event: "shop/none" } },
          () => {
            throw new Error("out of order")
          },
        )
        const caller = inngest.createFunction(
          { id: "caller", triggers: { event: "shop/call" } },
          async ({ step }) => {
            const doubled = await step.invoke("ask", { function: double, data: { n: 21 } })
            const error = await step
              .invoke("ask-broken", { function: broken })
              .catch((failure: Error) => failure.message)
            return [doubled, error]
          },
        )
        return [double, broken, caller]
      })
      await world.inngest.send({ name: "shop/call" })
      await settled(world)
      const [caller] = await world.engine.listRuns({ functionId: "shop-caller" })
      expect((await world.engine.getRun(caller?.id ?? ""))?.output).toEqual([42, "out of order"])
    },
  },
  {
    feature: "step.invoke",
    behaviour: "an invocation that takes longer than its timeout fails, and the other function goes on",
    test: async (open) => {
      const world = await open((inngest) => {
        const slow = inngest.createFunction(
          { id: "slow", triggers: { event: "shop/none" } },
          async ({ step }) => step.waitForEvent("hear", { event: "shop/never", timeout: "1h" }),
        )
        const caller = inngest.createFunction(
          { id: "caller", triggers: { event: "shop/call" } },
          async ({ step }) =>
            step
              .invoke("ask", { function: slow, timeout: "1s" })
              .catch((error: Error) => `gave up: ${error.message}`),
        )
        return [slow, caller]
      })
      await world.inngest.send({ name: "shop/call" })
      await ended(world, "shop-caller")
      const [caller] = await world.engine.listRuns({ functionId: "shop-caller" })
      const run = await world.engine.getRun(caller?.id ?? "")
      expect(run?.output).toBe("gave up: The invoked function did not finish in the time it was given.")
      expect(run?.steps.map((step) => step.status)).toEqual(["failed"])
      expect((await world.engine.listRuns({ functionId: "shop-slow" }))[0]?.status).toBe("running")
    },
  },
  {
    feature: "step.waitForSignal, step.sendSignal",
    behaviour: "a signal ends the wait for it, and nobody waiting is no error",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "signalled", triggers: { event: "shop/signal" } }, async ({ step }) =>
          step.waitForSignal("hear", { signal: "go", timeout: "1h" }),
        ),
        inngest.createFunction({ id: "sender", triggers: { event: "shop/send" } }, async ({ step }) => {
          await step.sendSignal("tell", { signal: "go", data: { n: 1 } })
          await step.sendSignal("nobody", { signal: "elsewhere" })
        }),
      ])
      await world.inngest.send({ name: "shop/signal" })
      await world.engine.idle()
      await world.inngest.send({ name: "shop/send" })
      await settled(world)
      const [run] = await world.engine.listRuns({ functionId: "shop-signalled" })
      expect((await world.engine.getRun(run?.id ?? ""))?.output).toEqual({ signal: "go", data: { n: 1 } })
      expect(await world.engine.listRuns({ status: "completed" })).toHaveLength(2)
    },
  },
  {
    feature: "group.parallel, race",
    behaviour: "parallel steps in race mode go on after the first of them",
    test: async (open) => {
      const ran: string[] = []
      const world = await open((inngest) => [
        inngest.createFunction({ id: "race", triggers: { event: "shop/race" } }, async ({ step, group }) => {
          const winner = await group.parallel({ mode: "race" }, () =>
            Promise.race([
              step.run("fast", () => "fast"),
              step.waitForEvent("slow", { event: "shop/never", timeout: "1h" }).then(() => "slow"),
            ]),
          )
          await step.run("after", () => ran.push(`after ${winner}`))
          return winner
        }),
      ])
      await world.inngest.send({ name: "shop/race" })
      await world.engine.idle()
      expect(ran).toEqual(["after fast"])
    },
  },
]
