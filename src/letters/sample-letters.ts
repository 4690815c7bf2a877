import type { Letter, LetterKind, LetterOrder } from "../store/letter"

const ORDER: LetterOrder = {
  id: "ord_sample0000000000000000",
  url: "https://swag.example.com/orders/ord_sample0000000000000000",
  currency: "usd",
  lines: [
    { label: "Durable Hoodie, Carbon M", quantity: 1, amountCents: 6500 },
    { label: "Workflow Sticker Pack", quantity: 3, amountCents: 1500 },
  ],
  subtotalCents: 8000,
  discountCents: 800,
  shippingCents: 500,
  taxCents: 0,
  totalCents: 7700,
}

const SHIP_TO = {
  name: "Ada Lovelace",
  line1: "12 St James's Square",
  line2: "",
  city: "London",
  state: "",
  postalCode: "SW1Y 4JH",
  country: "GB",
}

/** One of each letter about a made-up order, for whoever works on their looks. */
export const SAMPLE_LETTERS: Readonly<Record<LetterKind, Letter>> = {
  confirmation: { kind: "confirmation", order: ORDER, buyerName: "Ada", shipTo: SHIP_TO },
  shipment: { kind: "shipment", order: ORDER, tracking: "1Z999AA10123456784" },
  "sold-out": { kind: "sold-out", order: ORDER },
  cancellation: { kind: "cancellation", order: ORDER, reason: "cancelled-by-customer" },
  refund: { kind: "refund", order: ORDER, amountCents: 1500, reason: "damaged" },
  correction: { kind: "correction", order: ORDER, shipTo: SHIP_TO },
  substitution: { kind: "substitution", order: ORDER },
  "sign-in": { kind: "sign-in", url: "https://swag.example.com/sign-in/link?token=sample" },
}
