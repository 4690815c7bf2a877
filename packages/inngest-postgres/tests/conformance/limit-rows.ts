import { fetch as durableFetch } from "inngest"
import { expect } from "vitest"
import { settled } from "../support/engine-world"
import type { Row } from "./row"

export const limitRows: Row[] = [
  {
    feature: "registration",
    behaviour: "every option that the SDK can send is accepted",
    test: async (open) => {
      const trigger = { event: "shop/all" }
      // The SDK sends the jitter on, and its types do not have it yet.
      const jittered = { cron: "0 9 * * *", jitter: "30s" } as { cron: string }
      const every = { limit: 1, period: "1m", key: "event.data.k" } as const
      const world = await open((inngest) => [
        inngest.createFunction(
          {
            id: "all",
            name: "All of them",
            description: "Stays in the app",
            retries: 20,
            idempotency: "event.data.k",
            rateLimit: every,
            throttle: { ...every, burst: 2 },
            concurrency: [{ limit: 1 }, { limit: 2, key: "event.data.k", scope: "account" }],
            debounce: { period: "1m", timeout: "1h", key: "event.data.k" },
            priority: { run: "event.data.k" },
            timeouts: { start: "1h", finish: "1d" },
            singleton: { mode: "skip", key: "event.data.k" },
            cancelOn: [
              { event: "shop/a", match: "data.k" },
              { event: "shop/b", if: "async.data.k == 1", timeout: new Date(Date.now() + 3_600_000) },
              { event: "shop/c", timeout: "30s" },
            ],
            triggers: [trigger, { event: "shop/*", if: "event.data.k" }, jittered],
            onFailure: () => {},
          },
          () => {},
        ),
        inngest.createFunction(
          {
            id: "batch",
            batchEvents: { maxSize: 2, timeout: "60s", key: "event.data.k", if: "event.data.k == 1" },
            concurrency: 3,
            triggers: trigger,
          },
          () => {},
        ),
        inngest.createFunction({ id: "invoked", triggers: [] }, () => {}),
      ])
      const { rows } = await world.db.query<{ id: string }>("select id from engine.functions order by id")
      expect(rows.map(({ id }) => id)).toEqual(["shop-all", "shop-all-failure", "shop-batch", "shop-invoked"])
    },
  },
  {
    feature: "registration",
    behaviour: "a function that asks for what is not supported is refused when it is registered, in words",
    test: async (open) => {
      const failing = open((inngest) => [
        inngest.createFunction(
          {
            id: "odd",
            batchEvents: { maxSize: 2, timeout: "1s" },
            debounce: { period: "1s" },
            triggers: { event: "shop/odd" },
          },
          () => {},
        ),
      ])
      await expect(failing).rejects.toThrow(
        'Function "shop-odd" cannot be registered: batchEvents cannot be combined with debounce.',
      )
    },
  },
  {
    feature: "step.ai.infer, step.fetch",
    behaviour: "a step of a kind that is not supported fails its run, and says what to write instead",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "infer", triggers: { event: "shop/infer" } }, async ({ step }) => {
          const model = step.ai.models.openai({ model: "gpt-4o", apiKey: "none" })
          await step.ai.infer("ask", { model, body: { messages: [] } })
        }),
        inngest.createFunction({ id: "fetch", triggers: { event: "shop/infer" } }, async () => {
          await durableFetch("https://shop.example")
        }),
      ])
      await world.inngest.send({ name: "shop/infer" })
      await settled(world, 2)
      const errors = []
      for (const functionId of ["shop-infer", "shop-fetch"]) {
        const [run] = await world.engine.listRuns({ functionId })
        errors.push((await world.engine.getRun(run?.id ?? ""))?.error?.message)
      }
      expect(errors).toEqual([
        'Step "ask" is of the kind AIGateway, which inngest-postgres does not support. Call the model inside step.run or step.ai.wrap.',
        'Step "step.fetch: shop.example" is of the kind Gateway, which inngest-postgres does not support. Call fetch inside step.run.',
      ])
    },
  },
  {
    feature: "limits",
    behaviour: "a run of more than a thousand steps fails with a reason",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "endless", triggers: { event: "shop/endless" } }, async ({ step }) => {
          await Promise.all(Array.from({ length: 1001 }, (_, n) => step.run(`s${n}`, () => n)))
        }),
      ])
      await world.inngest.send({ name: "shop/endless" })
      await settled(world)
      const [run] = await world.engine.listRuns()
      expect((await world.engine.getRun(run?.id ?? ""))?.error?.name).toBe("TooManySteps")
    },
  },
  {
    feature: "limits",
    behaviour: "a run that takes its steps one by one is stopped after the thousandth",
    test: async (open) => {
      let steps = 0
      const world = await open((inngest) => [
        inngest.createFunction({ id: "loop", triggers: { event: "shop/loop" } }, async ({ step }) => {
          await step.waitForEvent("begin", { event: "shop/begin", timeout: "1h" })
          for (;;) await step.run("again", () => ++steps)
        }),
      ])
      await world.inngest.send({ name: "shop/loop" })
      await world.engine.idle()
      // With the wait it has 995 steps by then: five more are allowed.
      await world.db.query(
        `insert into engine.steps (run_id, id, seq, op, status, name, output)
         select r.id, 'made-' || n, nextval('engine.step_order'), 'StepRun', 'completed', 'made', '{"data":1}'
         from engine.runs r, generate_series(1, 994) n`,
      )
      await world.inngest.send({ name: "shop/begin" })
      await settled(world, 1)
      const [run] = await world.engine.listRuns()
      expect((await world.engine.getRun(run?.id ?? ""))?.error?.name).toBe("TooManySteps")
      expect(steps).toBe(6)
    },
  },
  {
    feature: "limits",
    behaviour: "a step that returns more than 4 MB fails with a reason, and is not run again",
    test: async (open) => {
      let runs = 0
      const world = await open((inngest) => [
        inngest.createFunction({ id: "large", triggers: { event: "shop/large" } }, async ({ step }) => {
          await step.run("read-it-all", () => {
            runs++
            // Three bytes each: the limit is one of bytes, not of characters.
            return "\u20ac".repeat(1_500_000)
          })
        }),
      ])
      await world.inngest.send({ name: "shop/large" })
      await settled(world, 1)
      const [run] = await world.engine.listRuns()
      const { error } = (await world.engine.getRun(run?.id ?? "")) ?? {}
      expect(error?.message).toContain("returned more than 4194304 bytes")
      expect(run?.status).toBe("failed")
      expect(runs).toBe(1)
    },
  },
  {
    feature: "limits",
    behaviour: "a run whose steps have returned more than 32 MB together fails with a reason",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "hoard", triggers: { event: "shop/hoard" } }, async ({ step }) => {
          await step.waitForEvent("begin", { event: "shop/begin", timeout: "1h" })
          await step.run("fits", () => "x".repeat(500_000))
          await step.run("too-much", () => "x".repeat(2_000_000))
        }),
      ])
      await world.inngest.send({ name: "shop/hoard" })
      await world.engine.idle()
      // With these it has 32,000,000 bytes: half a million fit, and two millions more do not.
      await world.db.query(
        `insert into engine.steps (run_id, id, seq, op, status, name, output)
         select r.id, 'made-' || n, nextval('engine.step_order'), 'StepRun', 'completed', 'made',
           '{"data":"' || repeat('x', 3200000 - 11) || '"}'
         from engine.runs r, generate_series(1, 10) n`,
      )
      await world.inngest.send({ name: "shop/begin" })
      await settled(world, 1)
      const [run] = await world.engine.listRuns()
      const detail = await world.engine.getRun(run?.id ?? "")
      expect(detail?.error).toMatchObject({
        name: "StateTooLarge",
        message: expect.stringContaining("more than 33554432 bytes together"),
      })
      expect(detail?.steps.map(({ name }) => name)).toContain("fits")
      expect(detail?.steps.map(({ name }) => name)).not.toContain("too-much")
    },
  },
  {
    feature: "limits",
    behaviour: "a function that returns more than 4 MB fails with a reason",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "heavy", triggers: { event: "shop/heavy" } }, () =>
          "\u20ac".repeat(1_500_000),
        ),
      ])
      await world.inngest.send({ name: "shop/heavy" })
      await settled(world, 1)
      const [run] = await world.engine.listRuns()
      expect((await world.engine.getRun(run?.id ?? ""))?.error).toMatchObject({
        name: "OutputTooLarge",
        message: expect.stringContaining("returned more than 4194304 bytes"),
      })
    },
  },
  {
    feature: "limits",
    behaviour: "an event above 3 MB, or 5,001 in a request, are refused in words, and none of them is stored",
    test: async (open) => {
      const world = await open(() => [])
      const send = async (events: unknown) => {
        const answer = await world.post("/e/embedded", { body: JSON.stringify(events) })
        return [answer.status, ((await answer.json()) as { error: string }).error]
      }
      const small = { name: "shop/small" }
      const large = { name: "shop/large", data: { text: "\u20ac".repeat(1_100_000) } }
      expect(await send([small, large])).toEqual([413, 'Event "shop/large" is larger than 3145728 bytes.'])
      const many = Array.from({ length: 5001 }, () => small)
      expect(await send(many)).toEqual([413, expect.stringContaining("Send them in parts.")])
      expect((await world.db.query("select 1 from engine.events")).rows).toEqual([])
    },
  },
]
