import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest"
import type { DatabaseHandle } from "../../src/database"
import type { Actor } from "../../src/store/actor"
import type { CartItem } from "../../src/store/cart/cart"
import { BUNDLED_CATALOG } from "../../src/store/catalog/bundled-catalog"
import { listAvailability } from "../../src/store/catalog/queries"
import { type Context, type Database, inTransaction } from "../../src/store/context"
import { generateDiscount } from "../../src/store/discounts/generate-discount"
import { newId } from "../../src/store/identifiers"
import { moveStock } from "../../src/store/inventory/move-stock"
import { listShelf } from "../../src/store/inventory/queries"
import { seedCatalog } from "../../src/store/inventory/seed-catalog"
import type { LetterKind } from "../../src/store/letter"
import { findOrder } from "../../src/store/orders/queries"
import { receivePaymentEvent } from "../../src/store/orders/receive-payment-event"
import { sendOutbox } from "../../src/store/orders/send-outbox"
import { startCheckout } from "../../src/store/orders/start-checkout"
import type { Ports } from "../../src/store/ports"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { emptyTables, type OpenTestDatabase } from "./databases"
import { type FakePayments, fakePayments } from "./fake-payments"
import { memoryPorts } from "./ports"

/** A shop in trade: the bundled catalogue, a provider that can fail, a clock that stands still, books to check. */
export interface Trade {
  readonly ctx: Context
  readonly payments: FakePayments
  readonly clock: { now: Date }
  /** Alerts by key, letters by key, rows by order: each port keeps what its contract lets it keep. */
  readonly alerts: ReadonlyMap<string, string>
  readonly letters: ReadonlyMap<string, { to: string; kind: LetterKind }>
  readonly sheet: ReadonlyMap<string, readonly string[]>
  as(actor: Actor): Context
  /** Counts the shelf anew. */
  stockTo(variantId: string, stock: number): Promise<void>
  available(variantId: string): Promise<number>
  stock(variantId: string): Promise<number>
  mint(kind?: "sales_credit" | "devrel_comp"): Promise<string>
  /** Opens a checkout and answers with the ids that everything later hangs on. */
  checkout(
    items?: readonly CartItem[],
    options?: { discountCode?: string; replaces?: string },
  ): Promise<{ orderId: string; sessionId: string }>
  /** Posts to the shop what the provider has to say since it was last asked, in order, also when several ask at once. */
  deliver(): Promise<void>
  advance(minutes: number): void
  /** Fails the test when an invariant does not hold, or the provider keeps money without an order. What waits counts as stuck. */
  expectBalancedBooks(): Promise<void>
}

export const TEE_M: CartItem = {
  productId: "prod_anti-anti-infra-tee",
  variantId: "var_aai-tee-grey-m",
  quantity: 1,
}
export const MUG: CartItem = {
  productId: "prod_insulated_coffee_mug_12oz",
  variantId: "var_insulated-mug-12oz-black-one",
  quantity: 1,
}

export function of(item: CartItem, quantity: number): CartItem {
  return { ...item, quantity }
}

export function priceOf(item: CartItem): number {
  return BUNDLED_CATALOG.find(({ id }) => id === item.productId)?.priceCents ?? 0
}

/** One database for a suite, emptied and seeded for each test, whose books must balance in the end. */
export function useTrade(open: OpenTestDatabase): () => Trade {
  let database: DatabaseHandle
  let trade: Trade
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    trade = await openTrade(database)
  })
  afterEach(() => trade.expectBalancedBooks())
  afterAll(() => database.close())
  return () => trade
}

/** Empties the database and opens a shop on it. `wrap` may put something between the shop and its world. */
export async function openTrade(
  database: DatabaseHandle,
  wrap: { readonly ports?: (ports: Ports) => Ports; readonly db?: (db: Database) => Database } = {},
): Promise<Trade> {
  await emptyTables(database)
  const payments = fakePayments()
  const clock = { now: new Date("2026-03-02T12:00:00Z") }
  const alerts = new Map<string, string>()
  const letters = new Map<string, { to: string; kind: LetterKind }>()
  const sheet = new Map<string, readonly string[]>()
  const world: Ports = {
    ...memoryPorts(),
    payments,
    alerts: { raise: async ({ key, message }) => void alerts.set(key, alerts.get(key) ?? message) },
    mail: {
      async send({ idempotencyKey, to, letter }) {
        if (!letters.has(idempotencyKey)) letters.set(idempotencyKey, { to, kind: letter.kind })
        return { via: "memory" }
      },
      forget: async () => undefined,
    },
    sheet: {
      async record(row) {
        sheet.set(row[0] ?? "", row)
        return { via: "memory" }
      },
    },
  }
  const ports = wrap.ports?.(world) ?? world
  const db = wrap.db?.(database.db) ?? database.db
  const as = (actor: Actor): Context => ({ actor, db, ports, now: () => clock.now })
  const ctx = as({ kind: "system", id: "test" })
  await seedCatalog(ctx)
  let delivered = 0
  async function deliverOutstanding(): Promise<void> {
    while (delivered < payments.events.length) {
      const event = payments.events[delivered]
      if (event) await receivePaymentEvent(ctx, event)
      delivered++
    }
  }
  let delivery: Promise<void> = Promise.resolve()
  return {
    ctx,
    payments,
    clock,
    alerts,
    letters,
    sheet,
    as,
    async stockTo(variantId, stock) {
      await inTransaction(ctx, async (tx) => {
        const [shelf] = await listShelf(tx.db, [{ variantId }], { lock: true })
        await moveStock(
          tx,
          { batchId: newId("batch"), mode: "audit_count", source: "test", reason: "Counted" },
          [{ variantId, quantityChange: stock - (shelf?.stock ?? 0) }],
        )
      })
    },
    available: async (variantId) => (await listAvailability(ctx.db))[variantId] ?? 0,
    stock: async (variantId) => (await listShelf(ctx.db, [{ variantId }]))[0]?.stock ?? 0,
    async mint(kind = "sales_credit") {
      const [minted] = await generateDiscount(ctx, { kind })
      return minted?.code ?? ""
    },
    async checkout(items = [TEE_M], options = {}) {
      const { orderId } = await startCheckout(as({ kind: "shopper" }), { items, ...options })
      return { orderId, sessionId: `cs_${orderId}` }
    },
    deliver() {
      const mine = delivery.then(deliverOutstanding)
      delivery = mine.catch(() => undefined)
      return mine
    },
    advance(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000)
    },
    async expectBalancedBooks() {
      while ((await sendOutbox(ctx)).sent > 0);
      const future = new Date(clock.now.getTime() + 1_000)
      const broken = (await verifyInvariants(ctx, future)).filter(({ violations }) => violations > 0)
      expect(broken).toEqual([])
      for (const session of payments.sessions.values()) {
        if (!session.paid) continue
        const order = await findOrder(ctx.db, session.orderId ?? "")
        const alive = order?.sessionId === session.id && order.status !== "cancelled"
        if (!alive)
          expect(session.refundedCents, `${session.id} was paid for nothing`).toBe(session.amountTotalCents)
      }
    },
  }
}
