import { encryptionMiddleware } from "@inngest/middleware-encryption"
import { type FailureEventPayload, NonRetriableError, RetryAfterError } from "inngest"
import { afterEach, expect, test } from "vitest"
import { type EngineWorld, engineWorld, settled } from "./support/engine-world"

let world: EngineWorld | undefined

afterEach(async () => {
  await world?.close()
  world = undefined
})

test("a function of four steps runs each of them once and keeps their results", async () => {
  const ran: string[] = []
  world = await engineWorld((inngest) => [
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
})

test("a run of plain steps is one call when the SDK checkpoints, and five when it does not", async () => {
  for (const checkpointing of [true, false]) {
    world = await engineWorld(
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
    await world.close()
    world = undefined
  }
})

test("a step that fails is tried again, and the ones before it are not run again", async () => {
  const ran: string[] = []
  world = await engineWorld((inngest) => [
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
})

test("a function that fails for good is answered by its onFailure once, with the error and the event", async () => {
  const seen: unknown[] = []
  let attempts = 0
  world = await engineWorld((inngest) => [
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
})

test("an error that is not retriable is not retried, and an error caught around a step is not fatal", async () => {
  let attempts = 0
  world = await engineWorld((inngest) => [
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
})

test("RetryAfterError decides when the next attempt is made", async () => {
  world = await engineWorld((inngest) => [
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
})

test("an event sent twice with the same id runs a function once, and both are accepted", async () => {
  let runs = 0
  world = await engineWorld((inngest) => [
    inngest.createFunction({ id: "once", triggers: { event: "shop/once" } }, () => {
      runs++
    }),
  ])
  const first = await world.inngest.send({ name: "shop/once", id: "same" })
  const second = await world.inngest.send([
    { name: "shop/once", id: "same" },
    { name: "shop/once", id: "same" },
  ])
  await world.engine.idle()
  expect(new Set([...first.ids, ...second.ids]).size).toBe(3)
  expect(runs).toBe(1)
})

test("a request that is sent again with its seed stores nothing new", async () => {
  let runs = 0
  world = await engineWorld((inngest) => [
    inngest.createFunction({ id: "seeded", triggers: { event: "shop/seeded" } }, () => {
      runs++
    }),
  ])
  const again = () =>
    world?.engine.fetch("http://engine.internal/e/embedded", {
      method: "POST",
      headers: { "x-inngest-event-id-seed": "1795422009597,b1DR4K+dsX8D5w==" },
      body: JSON.stringify([{ name: "shop/seeded", data: {} }]),
    })
  expect(await (await again())?.json()).toEqual({ ids: ["01M83QVE7XDX8D3R5FKPRQY0Z8"], status: 200 })
  expect(await (await again())?.json()).toEqual({ ids: ["01M83QVE7XDX8D3R5FKPRQY0Z8"], status: 200 })
  await world.engine.idle()
  expect(runs).toBe(1)
})

test("a sleeping run holds nothing and goes on when its time has come", async () => {
  const ran: string[] = []
  world = await engineWorld((inngest) => [
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
})

test("waitForEvent takes the event that matches, whole, and null when its time is over", async () => {
  world = await engineWorld((inngest) => [
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
})

test("step.sendEvent sends once, however often the function is called", async () => {
  const received: unknown[] = []
  world = await engineWorld(
    (inngest) => [
      inngest.createFunction({ id: "sender", triggers: { event: "shop/send" } }, async ({ step }) => {
        await step.sendEvent("tell", { name: "shop/told", data: { n: 1 } })
        await step.run("more", () => 1)
      }),
      inngest.createFunction({ id: "told", triggers: { event: "shop/told" } }, ({ event }) => {
        received.push(event.data)
      }),
    ],
    { checkpointing: false },
  )
  await world.inngest.send({ name: "shop/send" })
  await world.engine.idle()
  expect(received).toEqual([{ n: 1 }])
})

test("a trigger's condition decides, and a missing field is no match", async () => {
  const seen: unknown[] = []
  world = await engineWorld((inngest) => [
    inngest.createFunction(
      { id: "some", triggers: { event: "shop/n", if: "event.data.n > 1" } },
      ({ event }) => {
        seen.push(event.data.n)
      },
    ),
  ])
  await world.inngest.send([
    { name: "shop/n", data: { n: 1 } },
    { name: "shop/n", data: { n: 2 } },
    { name: "shop/n" },
  ])
  await world.engine.idle()
  expect(seen).toEqual([2])
})

test("the same idempotency key runs a function once", async () => {
  const seen: unknown[] = []
  world = await engineWorld((inngest) => [
    inngest.createFunction(
      { id: "idem", idempotency: "event.data.k", triggers: { event: "shop/idem" } },
      ({ event }) => {
        seen.push(event.data.n)
      },
    ),
  ])
  for (const [k, n] of [
    ["a", 1],
    ["a", 2],
    ["b", 3],
  ])
    await world.inngest.send({ name: "shop/idem", data: { k, n } })
  await world.engine.idle()
  expect(seen).toEqual([1, 3])
})

test("a concurrency limit holds for each key and counts calls that execute", async () => {
  let now = 0
  let most = 0
  const done: string[] = []
  world = await engineWorld((inngest) => [
    inngest.createFunction(
      { id: "one", concurrency: { limit: 1, key: "event.data.sku" }, triggers: { event: "shop/one" } },
      async ({ event, step }) => {
        await step.run("work", async () => {
          if (event.data.sku === "a") most = Math.max(most, ++now)
          await new Promise((resolve) => setTimeout(resolve, 5))
          if (event.data.sku === "a") now--
          done.push(event.data.sku)
        })
      },
    ),
  ])
  await world.inngest.send(["a", "a", "a", "b", "a"].map((sku) => ({ name: "shop/one", data: { sku } })))
  await world.engine.idle()
  expect(most).toBe(1)
  expect(done).toHaveLength(5)
  expect(done.indexOf("b")).toBeLessThan(2)
})

test("cancelOn ends the run whose event matches, and no other", async () => {
  world = await engineWorld((inngest) => [
    inngest.createFunction(
      {
        id: "stoppable",
        cancelOn: [{ event: "shop/stop", match: "data.k" }],
        triggers: { event: "shop/go" },
      },
      async ({ step }) => {
        await step.waitForEvent("ever", { event: "shop/never", timeout: "1h" })
      },
    ),
  ])
  await world.inngest.send([
    { name: "shop/go", data: { k: 1 } },
    { name: "shop/go", data: { k: 2 } },
  ])
  await world.engine.idle()
  await world.inngest.send({ name: "shop/stop", data: { k: 2 } })
  await world.engine.idle()
  expect((await world.engine.listRuns()).map((run) => run.status).sort()).toEqual(["cancelled", "running"])
})

test("parallel steps run once each, and what follows them once", async () => {
  const ran: string[] = []
  world = await engineWorld((inngest) => [
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
})

test("realtime messages reach the listener with their channel, topic and run", async () => {
  const { channel, getSubscriptionToken } = await import("inngest/realtime")
  const { z } = await import("zod")
  const order = channel({
    name: (id: string) => `order:${id}`,
    topics: { status: { schema: z.object({ at: z.string() }) } },
  })
  world = await engineWorld((inngest) => [
    inngest.createFunction({ id: "publisher", triggers: { event: "shop/publish" } }, async ({ step }) => {
      await step.realtime.publish("tell", order("k1").status, { at: "packed" })
    }),
  ])
  await world.inngest.send({ name: "shop/publish" })
  await world.engine.idle()
  const [run] = await world.engine.listRuns()
  expect(world.messages).toMatchObject([
    { channel: "order:k1", topic: "status", data: { at: "packed" }, runId: run?.id },
  ])
  const token = await getSubscriptionToken(world.inngest, { channel: order("k1"), topics: ["status"] })
  expect(token.key).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
})

test("personal data in event.data.encrypted is in no table, also when a step sends it on", async () => {
  const canary = "canary@example.com"
  const seen: unknown[] = []
  world = await engineWorld(
    (inngest) => [
      inngest.createFunction(
        { id: "secret", triggers: { event: "shop/secret" } },
        async ({ event, step }) => {
          await step.run("read", () => event.data.encrypted)
          await step.sendEvent("pass", { name: "shop/passed", data: { encrypted: event.data.encrypted } })
          return event.data.encrypted
        },
      ),
      inngest.createFunction({ id: "passed", triggers: { event: "shop/passed" } }, ({ event }) => {
        seen.push(event.data.encrypted)
      }),
    ],
    { middleware: [encryptionMiddleware({ key: "a key of the test" })] },
  )
  await world.inngest.send({ name: "shop/secret", data: { encrypted: { email: canary } } })
  await world.engine.idle()
  expect(seen).toEqual([{ email: canary }])
  const { rows } = await world.db.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'engine'",
  )
  for (const { name } of rows) {
    const dump = await world.db.query(`select * from engine.${name}`)
    expect(JSON.stringify(dump.rows)).not.toContain(canary)
  }
})

test("a stranger without the signature cannot run a function", async () => {
  let ran = false
  world = await engineWorld((inngest) => [
    inngest.createFunction({ id: "private", triggers: { event: "shop/private" } }, () => {
      ran = true
    }),
  ])
  const response = await world.handler(
    new Request("http://shop.test/api/inngest?fnId=shop-private&stepId=step", {
      method: "POST",
      headers: { host: "shop.test", "content-type": "application/json" },
      body: JSON.stringify({ event: {}, events: [], steps: {}, ctx: { run_id: "x" }, version: 2 }),
    }),
  )
  expect(response.status).toBe(401)
  expect(ran).toBe(false)
})
