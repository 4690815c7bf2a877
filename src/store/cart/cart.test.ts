import { describe, expect, it } from "vitest"
import { StoreError } from "../../errors"
import { BUNDLED_CATALOG } from "../catalog/bundled-catalog"
import { cents } from "../money"
import { quoteCart, requirePayable } from "./cart"

const tee = { productId: "prod_anti-anti-infra-tee", variantId: "var_aai-tee-grey-m" }
const mug = { productId: "prod_insulated_coffee_mug_12oz", variantId: "var_insulated-mug-12oz-black-one" }
const comp = {
  code: "DEVREL-AAAA2222",
  label: "",
  type: "devrel_comp",
  amountOffCents: null,
  percentOff: 100,
  maxRedemptions: 1,
  timesRedeemed: 0,
  active: true,
} as const

function refusal(act: () => unknown): StoreError {
  try {
    act()
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
  throw new Error("Expected a StoreError")
}

describe("a quote", () => {
  it("prices from the catalogue and sums lines of one variant", () => {
    const items = [
      { ...tee, quantity: 1 },
      { ...mug, quantity: 2 },
      { ...tee, quantity: 2 },
    ]
    const quote = quoteCart(items, BUNDLED_CATALOG, null)
    expect(
      quote.lines.map(({ variantId, quantity, subtotalCents }) => [variantId, quantity, subtotalCents]),
    ).toEqual([
      [tee.variantId, 3, 8400],
      [mug.variantId, 2, 3600],
    ])
    expect(quote.totalCents).toBe(12_000)
  })

  it("takes a comp code down to zero on every line", () => {
    const quote = quoteCart(
      [
        { ...tee, quantity: 1 },
        { ...mug, quantity: 1 },
      ],
      BUNDLED_CATALOG,
      comp,
    )
    expect(quote.totalCents).toBe(0)
    expect(quote.lines.map((line) => line.amountTotalCents)).toEqual([0, 0])
  })

  it("never takes more off than there is", () => {
    const credit = { ...comp, type: "sales_credit", percentOff: null, amountOffCents: cents(10_000) } as const
    expect(quoteCart([{ ...mug, quantity: 1 }], BUNDLED_CATALOG, credit).totalCents).toBe(0)
  })

  it("refuses more than a card can be charged with, and less, but not nothing", () => {
    const dear = BUNDLED_CATALOG.map((product) => ({ ...product, priceCents: cents(9_999_999) }))
    expect(refusal(() => quoteCart([{ ...mug, quantity: 11 }], dear, null)).type).toBe("VALIDATION_ERROR")
    const priced = (priceCents: number) => {
      const products = BUNDLED_CATALOG.map((product) => ({ ...product, priceCents: cents(priceCents) }))
      return quoteCart([{ ...mug, quantity: 1 }], products, null)
    }
    expect(refusal(() => requirePayable(priced(49)))).toMatchObject({
      type: "VALIDATION_ERROR",
      userAction: "Add an item.",
    })
    for (const payable of [0, 50]) expect(() => requirePayable(priced(payable))).not.toThrow()
  })

  it("refuses more than is left and says how many are", () => {
    const error = refusal(() => quoteCart([{ ...mug, quantity: 14 }], BUNDLED_CATALOG, null))
    expect(error.type).toBe("INVENTORY_UNAVAILABLE")
    expect(error.details).toMatchObject({ available: 13, requested: 14 })
  })

  it("refuses 100 of one variant, even in two lines", () => {
    const sticker = { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one" }
    const error = refusal(() =>
      quoteCart(
        [
          { ...sticker, quantity: 60 },
          { ...sticker, quantity: 40 },
        ],
        BUNDLED_CATALOG,
        null,
      ),
    )
    expect(error.type).toBe("VALIDATION_ERROR")
  })

  it("refuses a variant of another product", () => {
    const error = refusal(() =>
      quoteCart([{ ...tee, variantId: mug.variantId, quantity: 1 }], BUNDLED_CATALOG, null),
    )
    expect(error.type).toBe("VALIDATION_ERROR")
  })

  it("refuses what is not on sale", () => {
    const error = refusal(() =>
      quoteCart([{ productId: "prod_x", variantId: "var_x", quantity: 1 }], BUNDLED_CATALOG, null),
    )
    expect(error.type).toBe("NOT_FOUND")
  })
})
