import { encryptionMiddleware } from "@inngest/middleware-encryption"
import { expect } from "vitest"
import { bringForward, settled } from "../support/engine-world"
import type { Row } from "./row"

export const eventRows: Row[] = [
  {
    feature: "event id",
    behaviour: "an event sent twice with the same id runs a function once, and both are accepted",
    test: async (open) => {
      let runs = 0
      const world = await open((inngest) => [
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
    },
  },
  {
    feature: "event id",
    behaviour: "a request that is sent again with its seed stores nothing new",
    test: async (open) => {
      let runs = 0
      const world = await open((inngest) => [
        inngest.createFunction({ id: "seeded", triggers: { event: "shop/seeded" } }, () => {
          runs++
        }),
      ])
      const again = () =>
        world.post("/e/embedded", {
          headers: { "x-inngest-event-id-seed": "1795422009597,b1DR4K+dsX8D5w==" },
          body: JSON.stringify([{ name: "shop/seeded", data: {} }]),
        })
      expect(await (await again()).json()).toEqual({ ids: ["01M83QVE7XDX8D3R5FKPRQY0Z8"], status: 200 })
      expect(await (await again()).json()).toEqual({ ids: ["01M83QVE7XDX8D3R5FKPRQY0Z8"], status: 200 })
      await world.engine.idle()
      expect(runs).toBe(1)
    },
  },
  {
    feature: "sessions",
    behaviour:
      "what a run sends and invokes belongs to the run's sessions, but for those it names or leaves out",
    test: async (open) => {
      const heard: Record<string, unknown> = {}
      const world = await open(
        (inngest) => {
          const invoked = inngest.createFunction({ id: "invoked", triggers: { event: "shop/x" } }, (ctx) => {
            heard.invoked = ctx.sessions
          })
          const sent = inngest.createFunction({ id: "sent", triggers: { event: "shop/sent" } }, (ctx) => {
            heard[ctx.event.data.as] = ctx.sessions
          })
          const parent = inngest.createFunction(
            { id: "parent", triggers: { event: "shop/visit" } },
            async (ctx) => {
              heard.parent = ctx.sessions
              await ctx.step.invoke("invoke", { function: invoked })
              await ctx.step.sendEvent("send", [
                { name: "shop/sent", data: { as: "plain" } },
                { name: "shop/sent", data: { as: "other" }, meta: { sessions: { cart: "c2" } } },
                { name: "shop/sent", data: { as: "less" }, meta: { sessions: { cart: null } } },
                { name: "shop/sent", data: { as: "none" }, meta: { sessions: null } },
              ])
            },
          )
          return [invoked, sent, parent]
        },
        { sessionPropagation: true },
      )
      await world.inngest.send({ name: "shop/visit", meta: { sessions: { cart: "c1", guest: "g1" } } })
      await settled(world, 6)
      expect(heard).toEqual({
        parent: { cart: "c1", guest: "g1" },
        invoked: { cart: "c1", guest: "g1" },
        plain: { cart: "c1", guest: "g1" },
        other: { cart: "c2", guest: "g1" },
        less: { guest: "g1" },
        none: undefined,
      })
    },
  },
  {
    feature: "event ts",
    behaviour: "an event with a time to come is stored at once and starts its run then",
    test: async (open) => {
      const world = await open((inngest) => [
        inngest.createFunction({ id: "reminder", triggers: { event: "shop/remind" } }, () => "reminded"),
      ])
      const hour = 60 * 60_000
      const { ids } = await world.inngest.send({ name: "shop/remind", ts: Date.now() + hour })
      await world.engine.idle()
      const [run] = await world.engine.listRuns()
      const planned = await world.engine.getRun(run?.id ?? "")
      expect([planned?.status, planned?.eventIds]).toEqual(["queued", ids])
      expect(Math.abs((planned?.nextCallAt?.getTime() ?? 0) - Date.now() - hour)).toBeLessThan(60_000)
      await bringForward(world, "update engine.jobs set run_at = now()")
      await settled(world, 1)
      expect((await world.engine.getRun(run?.id ?? ""))?.output).toBe("reminded")
    },
  },
  {
    feature: "step.sendEvent",
    behaviour: "step.sendEvent sends once, however often the function is called",
    test: async (open) => {
      const received: unknown[] = []
      const world = await open(
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
    },
  },
  {
    feature: "trigger if",
    behaviour: "a trigger's condition decides, and a missing field is no match",
    test: async (open) => {
      const seen: unknown[] = []
      const world = await open((inngest) => [
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
    },
  },
  {
    feature: "idempotency",
    behaviour: "the same idempotency key runs a function once",
    test: async (open) => {
      const seen: unknown[] = []
      const world = await open((inngest) => [
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
    },
  },
  {
    feature: "concurrency",
    behaviour: "a concurrency limit holds for each key and counts calls that execute",
    test: async (open) => {
      let now = 0
      let most = 0
      const done: string[] = []
      const world = await open((inngest) => [
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
    },
  },
  {
    feature: "concurrency",
    behaviour: "a limit of scope env or account is shared by all functions that have its key",
    test: async (open) => {
      const now = { env: 0, account: 0, fn: 0 }
      const most = { env: 0, account: 0, fn: 0 }
      const world = await open((inngest) =>
        (["env", "account", "fn"] as const).flatMap((scope) =>
          ["first", "second"].map((name) =>
            inngest.createFunction(
              {
                id: `${scope}-${name}`,
                concurrency: { limit: 1, key: `"k"`, scope },
                triggers: { event: "shop/c" },
              },
              async () => {
                most[scope] = Math.max(most[scope], ++now[scope])
                await new Promise((resolve) => setTimeout(resolve, 20))
                now[scope]--
              },
            ),
          ),
        ),
      )
      await world.inngest.send([{ name: "shop/c" }, { name: "shop/c" }])
      await world.engine.idle()
      expect(await world.engine.listRuns({ status: "completed" })).toHaveLength(12)
      expect(most).toEqual({ env: 1, account: 1, fn: 2 })
    },
  },
  {
    feature: "cancelOn",
    behaviour: "a cancelOn entry with a timeout cancels until then, and not after it",
    test: async (open) => {
      const until = new Date(Date.now() + 60 * 60_000)
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "brief", cancelOn: [{ event: "shop/stop", timeout: until }], triggers: { event: "shop/go" } },
          async ({ step }) => {
            await step.waitForEvent("ever", { event: "shop/never", timeout: "2h" })
          },
        ),
      ])
      await world.inngest.send({ name: "shop/go" })
      await world.inngest.send({ name: "shop/stop" })
      await world.inngest.send({ name: "shop/go" })
      await world.engine.idle()
      const { rows } = await world.db.query<{ at: Date }>(
        "select fires_at as at from engine.waits where kind = 'cancel'",
      )
      expect(rows).toEqual([{ at: until }])
      await bringForward(world, "update engine.waits set fires_at = now() where kind = 'cancel'")
      await world.engine.idle()
      await world.inngest.send({ name: "shop/stop" })
      await world.engine.idle()
      expect((await world.engine.listRuns()).map((run) => run.status)).toEqual(["running", "cancelled"])
    },
  },
  {
    feature: "cancelOn",
    behaviour: "cancelOn ends the run whose event matches, and no other",
    test: async (open) => {
      const world = await open((inngest) => [
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
      expect((await world.engine.listRuns()).map((run) => run.status).sort()).toEqual([
        "cancelled",
        "running",
      ])
    },
  },
  {
    feature: "realtime",
    behaviour: "realtime messages reach the listener with their channel, topic and run",
    test: async (open) => {
      const { channel, getSubscriptionToken } = await import("inngest/realtime")
      const { z } = await import("zod")
      const order = channel({
        name: (id: string) => `order:${id}`,
        topics: { status: { schema: z.object({ at: z.string() }) } },
      })
      const world = await open((inngest) => [
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
    },
  },
  {
    feature: "encryption middleware",
    behaviour: "personal data in event.data.encrypted is in no table, also when a step sends it on",
    test: async (open) => {
      const canary = "canary@example.com"
      const seen: unknown[] = []
      const world = await open(
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
    },
  },
]
