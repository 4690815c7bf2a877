import { describe, expect, it } from "vitest"
import { canBecome, maskEmail, maskName, ORDER_STATUSES } from "./order"

describe("an order's status", () => {
  it("never goes backwards and ends at shipped or cancelled", () => {
    const moves = ORDER_STATUSES.flatMap((from) =>
      ORDER_STATUSES.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`),
    )
    expect(moves).toEqual([
      "pending → fulfilled",
      "pending → cancelled",
      "fulfilled → shipped",
      "fulfilled → cancelled",
    ])
  })
})

describe("masks", () => {
  it("keep one letter of each word and nothing of its length", () => {
    expect(maskEmail("ada@example.com")).toBe("a•••@e•••")
    expect(maskName("Ada  Lovelace")).toBe("A••• L•••")
    expect(maskEmail("")).toBe("•••@•••")
  })
})
