import { afterAll, beforeAll, expect, it } from "vitest"
import { ADMIN, type OpenStore, openStore } from "../../../tests/support/open-store"
import { BUYER, placeTestOrder } from "../../../tests/support/place-order"
import { listAudit } from "../audit/queries"
import { upsertProduct } from "../inventory/upsert-product"
import { failOrder } from "./fail-order"
import { listPackingSlips } from "./list-packing-slips"
import { listPicks } from "./list-picks"

const STICKERS = { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 2 }
const TEE = { productId: "prod_anti-anti-infra-tee", variantId: "var_aai-tee-grey-m", quantity: 1 }
const LARGE = { ...TEE, variantId: "var_aai-tee-grey-l" }

let store: OpenStore
let abroad: string
let home: string
let dead: string

beforeAll(async () => {
  store = await openStore()
  const shipping = { ...BUYER.shipping, line1: "Unter den Linden 1", city: "Berlin", country: "DE" }
  const place = (items: (typeof TEE)[], customer = {}) =>
    placeTestOrder(store.ctx, store.ports, { items, customer })
  abroad = await place([STICKERS, TEE], { shipping })
  home = await place([STICKERS, LARGE])
  dead = await place([TEE])
  await failOrder(store.ctx, dead, "cancelled-by-admin")
})
afterAll(() => store.close())

it("a pick list names each variant once, in the shelf's order, with what each living order needs of it", async () => {
  const { orders, units, picks } = await listPicks(store.ctx, [home, abroad, dead])
  expect({ orders, units }).toEqual({ orders: 2, units: 6 })
  expect(picks.map(({ variantId, units }) => [variantId, units])).toEqual([
    [TEE.variantId, 1],
    [LARGE.variantId, 1],
    [STICKERS.variantId, 4],
  ])
  expect(picks[2]?.orders).toEqual(
    expect.arrayContaining([
      { orderId: home, units: 2 },
      { orderId: abroad, units: 2 },
    ]),
  )
  expect(JSON.stringify(picks)).not.toContain("Hopper")
})

it("a parcel abroad has a customs note, whose gaps stay open until someone has entered the facts", async () => {
  const desk = store.as(ADMIN)
  const [slip, domestic, ...none] = await listPackingSlips(desk, [abroad, home, dead])
  expect(none).toEqual([])
  expect(domestic?.customs).toBeNull()
  expect(slip?.customs).toMatchObject({ currency: "usd", valueCents: 4400, netWeightGrams: null, sold: true })

  const facts = { hsCode: "4911.99", originCountry: "US", weightGrams: 30 }
  const product = {
    id: STICKERS.productId,
    name: "Workflow Sticker Pack",
    type: "Stickers",
    sku: "INN-STICKERS",
    cover: "citrus",
    priceDollars: "8",
    category: "accessories",
  } as const
  await upsertProduct(desk, { ...product, ...facts })
  // Who leaves them out does not forget them.
  await upsertProduct(desk, product)
  const [again] = await listPackingSlips(desk, [abroad])
  expect(again?.customs?.items.find(({ quantity }) => quantity === 2)).toMatchObject(facts)
  expect(again?.customs?.netWeightGrams).toBeNull()
})

it("looking at slips and changing a product stand in the audit log, with before and after", async () => {
  const { db } = store.ctx
  const [change, ...more] = await listAudit(db, { subject: STICKERS.productId }, 10)
  expect(more).toEqual([])
  expect(change).toMatchObject({
    action: "product.changed",
    actor: "admin@shop.test",
    before: { hsCode: null, weightGrams: null },
    after: { hsCode: "4911.99", weightGrams: 30 },
  })
  expect((await listAudit(db, { subject: "orders" }, 10)).map(({ action }) => action)).toEqual([
    "slips.printed",
    "slips.printed",
  ])
})
