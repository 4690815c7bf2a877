import { StoreError } from "../../src/errors"
import { createVault } from "../../src/services/vault"
import { BUNDLED_CATALOG } from "../../src/store/catalog/bundled-catalog"
import type { StoreEvent } from "../../src/store/events"
import { cents } from "../../src/store/money"
import type { CheckoutSession, CheckoutSessionRequest, Customer, Ports } from "../../src/store/ports"

/** Ports that live in memory, and what a test may look at: what was sent, raised, paged and paid. */
export interface MemoryPorts extends Ports {
  readonly sent: (StoreEvent & { id: string })[]
  readonly alertsRaised: { key: string; message: string }[]
  readonly sessions: Map<string, CheckoutSession>
  catalogChanges: number
  /** The provider is down while this is true. */
  paymentsDown: boolean
  pay(sessionId: string, customer: Customer): void
  /** What the internet answers with, by address. */
  readonly pictureFiles: Map<string, Uint8Array>
}

export function memoryPorts(): MemoryPorts {
  const sessions = new Map<string, CheckoutSession>()
  const ports: MemoryPorts = {
    sent: [],
    alertsRaised: [],
    sessions,
    catalogChanges: 0,
    pictureFiles: new Map(),
    paymentsDown: false,
    pay(sessionId, customer) {
      const session = require(sessions, sessionId)
      const paid = {
        status: "complete",
        paid: true,
        url: null,
        paymentIntentId: `pi_${sessionId}`,
        customer,
      } as const
      sessions.set(sessionId, { ...session, ...paid })
    },
    payments: {
      async createSession(request) {
        if (ports.paymentsDown)
          throw new StoreError("SERVICE_UNAVAILABLE", "Payments are not available right now.")
        const id = `cs_${request.orderId}`
        const session = sessions.get(id) ?? openSession(id, request)
        sessions.set(id, session)
        return session
      },
      getSession: async (id) => require(sessions, id),
      async expireSession(id) {
        const session = require(sessions, id)
        if (session.status === "open") sessions.set(id, { ...session, status: "expired", url: null })
        return require(sessions, id)
      },
      listCompletedSessions: async () => [...sessions.values()].filter(({ status }) => status === "complete"),
      refund: async ({ idempotencyKey }) => ({ providerRefundId: `re_${idempotencyKey}` }),
    },
    mail: { send: async () => ({ via: "memory" }), forget: async () => undefined },
    lowStock: { notify: async () => ({ via: "memory" }) },
    reviewer: { review: async () => ({ remarks: [], note: null }) },
    documents: { read: async (bytes) => Buffer.from(bytes).toString("utf8") },
    inventorySheet: null,
    sheet: { record: async () => ({ via: "memory" }) },
    alerts: { raise: async ({ key, message }) => void ports.alertsRaised.push({ key, message }) },
    workflow: {
      send: async (event) => void ports.sent.push(event),
      orderChanged: () => undefined,
      importChanged: () => undefined,
      forget: async () => undefined,
    },
    vault: createVault([Buffer.alloc(32, 7)]),
    pictures: {
      async fetch(url) {
        const bytes = ports.pictureFiles.get(url)
        if (!bytes) throw new StoreError("VALIDATION_ERROR", "imageSourceUrl: The address does not answer.")
        return bytes
      },
    },
    catalogSource: { read: async () => ({ name: "bundled-catalogue", products: BUNDLED_CATALOG }) },
    config: {
      appOrigin: "http://shop.test",
      lowStockThreshold: 5,
      shipFrom: { country: "US", address: [] },
      strayPayments: "refund",
    },
    catalogChanged: () => {
      ports.catalogChanges++
    },
  }
  return ports
}

function openSession(id: string, request: CheckoutSessionRequest): CheckoutSession {
  const subtotal = request.lines.reduce((sum, line) => sum + line.unitPriceCents * line.quantity, 0)
  return {
    id,
    url: `http://pay.test/${id}`,
    status: "open",
    paid: false,
    failed: false,
    refundedCents: cents(0),
    orderId: request.orderId,
    appOrigin: "http://shop.test",
    paymentIntentId: null,
    amountTotalCents: cents(subtotal - (request.discount?.amountCents ?? 0)),
    shippingCents: cents(0),
    taxCents: cents(0),
    currency: "usd",
    customer: null,
  }
}

function require(sessions: ReadonlyMap<string, CheckoutSession>, id: string): CheckoutSession {
  const session = sessions.get(id)
  if (!session) throw new StoreError("NOT_FOUND", "There is no such payment session.")
  return session
}
