import { afterEach, expect, it } from "vitest"
import { createDiscount, createDiscountSchema } from "../../src/store/discounts/create-discount"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { checkout, payOn, STICKERS } from "../support/order-journey"
import { type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
afterEach(() => running.close())

async function begin(): Promise<string> {
  const response = await checkout({ items: [STICKERS], discountCode: "CONF-2026" })
  return ((await response.json()) as { url: string }).url
}

it("a code that works once per person is refused to the same e-mail, however it is written, and the money goes back", async () => {
  running = await runShop("postgres")
  const desk = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
  await createDiscount(
    desk,
    createDiscountSchema.parse({
      code: "CONF-2026",
      label: "Conference",
      benefit: "percent",
      value: "50",
      maxRedemptions: "10",
      maxPerPerson: "1",
    }),
  )
  const urls = [await begin(), await begin(), await begin()]
  await payOn(urls[0] ?? "", { email: "ada@example.com" })
  await payOn(urls[1] ?? "", { email: "Ada@Example.com" })
  await payOn(urls[2] ?? "", { email: "grace@example.com" })
  await running.settle()
  const found = await running.look<{ reasons: string[]; redeemed: number; held: number; back: number }>(`
    select (select array_agg(coalesce(cancel_reason, status) order by 1) from orders) as reasons,
      (select times_redeemed from discount_codes where code = 'CONF-2026') as redeemed,
      (select times_held from discount_codes where code = 'CONF-2026') as held,
      (select sum(amount_cents)::int from refunds where refunded_at is not null) as back`)
  expect(found).toMatchObject({ redeemed: 2, held: 0, back: 400 })
  expect([...found.reasons].sort()).toEqual(["discount-per-person", "pending", "pending"])
  const verdicts = await verifyInvariants(desk, new Date(Date.now() + 1_000))
  expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])

  await running.shop.database.sql.query("update discount_codes set max_per_person = null")
  await payOn(await begin(), { email: "ada@example.com" })
  await running.settle()
  await running.shop.database.sql.query("update discount_codes set max_per_person = 1")
  const broken = await verifyInvariants(desk, new Date(Date.now() + 1_000))
  expect(broken.filter(({ violations }) => violations > 0).map(({ name }) => name)).toEqual(["I5"])
})
