import { afterEach, expect, it } from "vitest"
import { getAdminOrder } from "../../src/store/orders/get-admin-order"
import { createPostgresDatabase } from "../support/databases"
import { payFor } from "../support/order-journey"
import { type RunningShop, runShop } from "../support/running-shop"

const OLD = Buffer.alloc(32, 1)
const NEW = Buffer.alloc(32, 2)

let running: RunningShop | undefined
afterEach(() => running?.close())

it("an order whose key is rotated in its middle is finished with the old key as fallback, and the next one without", async () => {
  const databaseUrl = await createPostgresDatabase()
  running = await runShop(
    "postgres",
    {
      retryDelayMs: () => 3_600_000,
      wrapPorts: (ports) => ({
        ...ports,
        mail: {
          ...ports.mail,
          send: async () => {
            throw new Error("the mailer is down")
          },
        },
      }),
    },
    { databaseUrl, keys: [OLD] },
  )
  const { orderId } = await payFor(undefined, { email: "rotated@example.com" })
  await running.settle()
  await running.close()

  running = await runShop("postgres", {}, { databaseUrl, keys: [NEW, OLD] })
  await running.shop.database.sql.query("update engine.jobs set run_at = now()")
  await running.settle()
  const ctx = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
  const finished = await getAdminOrder(ctx, { orderId, revealBuyer: true })
  expect(finished.stages.map(({ status }) => status)).toEqual(Array(4).fill("complete"))
  expect(finished.customer?.email).toBe("rotated@example.com")

  const second = await payFor()
  await running.settle()
  await running.close()
  running = await runShop("postgres", {}, { databaseUrl, keys: [NEW] })
  const after = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
  const sealedAnew = await getAdminOrder(after, { orderId: second.orderId, revealBuyer: true })
  expect(sealedAnew.customer?.email).toContain("@")
  await expect(getAdminOrder(after, { orderId, revealBuyer: true })).rejects.toThrow()
})
