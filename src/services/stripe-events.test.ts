import { readFile } from "node:fs/promises"
import type Stripe from "stripe"
import { expect, test } from "vitest"
import { HANDLED_EVENTS, toPaymentEvent } from "./stripe-events"

const ofType = (type: string) =>
  ({
    id: "evt_1",
    type,
    data: {
      object: { id: "obj_1", metadata: {}, payment_intent: "pi_1", amount: 100, amount_refunded: 100 },
    },
  }) as unknown as Stripe.Event

test("the shop acts on every event that its webhook endpoint is told of", () => {
  const kinds = HANDLED_EVENTS.map((type) => toPaymentEvent(ofType(type)).kind)
  expect(kinds).toEqual(["session", "session", "session", "session", "refunded", "disputed"])
  expect(toPaymentEvent(ofType("charge.succeeded")).kind).toBe("other")
})

test("an operator is told to have Stripe send the same events", async () => {
  const guide = await readFile("docs/operations.md", "utf8")
  for (const type of HANDLED_EVENTS) expect(guide).toContain(`\`${type}\``)
})
