import { expect } from "vitest"
import { bringForward, settled } from "../support/engine-world"
import type { Row } from "./row"

export const triggerRows: Row[] = [
  {
    feature: "triggers",
    behaviour:
      "a name that ends with * stands for all that begin like it, and an event of no function is kept",
    test: async (open) => {
      const seen: string[] = []
      const world = await open((inngest) => [
        inngest.createFunction({ id: "orders", triggers: { event: "shop/order.*" } }, ({ event }) => {
          seen.push(event.name)
        }),
      ])
      const names = ["shop/order.placed", "shop/order.paid", "shop/orders", "other/order.placed"]
      const { ids } = await world.inngest.send(names.map((name) => ({ name })))
      await world.engine.idle()
      expect(seen.sort()).toEqual(["shop/order.paid", "shop/order.placed"])
      const { rows } = await world.db.query<{ id: string }>("select id from engine.events order by id")
      expect(rows.map(({ id }) => id)).toEqual(ids)
    },
  },
  {
    feature: "triggers",
    behaviour:
      "a function of several triggers runs for each of their events, and once for an event that fits two",
    test: async (open) => {
      const seen: unknown[] = []
      const world = await open((inngest) => [
        inngest.createFunction(
          {
            id: "several",
            triggers: [
              { event: "shop/a", if: "event.data.n > 1" },
              { event: "shop/a", if: "event.data.n > 2" },
              { event: "shop/*", if: "event.data.n == 9" },
              { cron: "0 9 * * *" },
            ],
          },
          ({ event }) => {
            seen.push(event.name === "inngest/scheduled.timer" ? "cron" : event.data.n)
          },
        ),
      ])
      await world.inngest.send([1, 2, 3, 9].map((n) => ({ name: "shop/a", data: { n } })))
      await world.inngest.send({ name: "shop/b", data: { n: 9 } })
      await settled(world, 4)
      await bringForward(world, "update engine.crons set next_at = now() - interval '1 second'")
      await settled(world, 5)
      expect(seen.map(String).sort()).toEqual(["2", "3", "9", "9", "cron"])
    },
  },
  {
    feature: "cron",
    behaviour: "a cron function is due once for each of its times, and a missed one is made up for once",
    test: async (open) => {
      let runs = 0
      const world = await open((inngest) => [
        inngest.createFunction(
          { id: "cronned", triggers: { cron: "TZ=Europe/Paris 0 9 * * *" } },
          ({ event }) => {
            if (event.name === "inngest/scheduled.timer") runs++
          },
        ),
      ])
      await bringForward(world, "update engine.crons set next_at = now() - interval '3 days'")
      await settled(world, 1)
      expect(runs).toBe(1)
      const { rows } = await world.db.query<{ hour: number }>(
        "select extract(hour from next_at at time zone 'Europe/Paris')::int as hour from engine.crons",
      )
      expect(rows).toEqual([{ hour: 9 }])
    },
  },
  {
    feature: "cron",
    behaviour: "jitter puts each run off by a part of it, and no longer",
    test: async (open) => {
      // The SDK sends the jitter on, and its types do not have it yet.
      const jittered = { cron: "0 9 * * *", jitter: "6h" } as { cron: string }
      const world = await open((inngest) => [
        inngest.createFunction({ id: "spread", triggers: jittered }, () => {}),
      ])
      await bringForward(world, "update engine.crons set next_at = now()")
      const waiting = async () => {
        const run = (await world.engine.listRuns())[0]
        return run && (await world.engine.getRun(run.id))?.nextCallAt
      }
      await expect.poll(waiting).toBeInstanceOf(Date)
      const inHours = ((await waiting())?.getTime() ?? 0) / 3_600_000 - Date.now() / 3_600_000
      expect(inHours).toBeGreaterThan(0)
      expect(inHours).toBeLessThan(6)
    },
  },
]
