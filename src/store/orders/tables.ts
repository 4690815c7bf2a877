import { sql } from "drizzle-orm"
import {
  bigserial,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core"
import type { QuotedLine } from "../cart/cart"
import type {
  CancelReason,
  CheckoutState,
  OrderStatus,
  Stage,
  StageStatus,
  StatusRequestState,
} from "./order"
import type { PaymentEvent } from "./payment-event"

const at = (name: string) => timestamp(name, { withTimezone: true })

/** A priced cart on its way to payment. Its id becomes the order's. */
export const checkouts = pgTable(
  "checkouts",
  {
    orderId: text("order_id").primaryKey(),
    state: text().$type<CheckoutState>().notNull(),
    lines: jsonb().$type<QuotedLine[]>().notNull(),
    subtotalCents: integer("subtotal_cents").notNull(),
    discountCode: text("discount_code"),
    discountCents: integer("discount_cents").notNull(),
    totalCents: integer("total_cents").notNull(),
    currency: text().notNull(),
    /** Null until the provider has answered. */
    sessionId: text("session_id").unique(),
    sessionUrl: text("session_url"),
    /** The checkout that the same shopper opened next. A chain, so that two tabs never hold two at once. */
    replacedBy: text("replaced_by"),
    /** When the hold and the session end; while a bank confirms, when to ask for its answer again. */
    expiresAt: at("expires_at").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    index("checkouts_due").on(table.expiresAt).where(sql`${table.state} in ('open', 'confirming')`),
  ],
)

export const orders = pgTable(
  "orders",
  {
    id: text().primaryKey(),
    status: text().$type<OrderStatus>().notNull().default("pending"),
    cancelReason: text("cancel_reason").$type<CancelReason>(),
    subtotalCents: integer("subtotal_cents").notNull(),
    discountCode: text("discount_code"),
    discountCents: integer("discount_cents").notNull(),
    shippingCents: integer("shipping_cents").notNull(),
    taxCents: integer("tax_cents").notNull(),
    /** What the shopper paid: subtotal − discount + shipping + tax. */
    totalCents: integer("total_cents").notNull(),
    currency: text().notNull(),
    sessionId: text("session_id").unique(),
    paymentIntentId: text("payment_intent_id").unique(),
    /** What the provider says it has captured, whatever was asked for; null when nothing had to be paid. */
    capturedCents: integer("captured_cents"),
    /** E-mail, name, phone and address, sealed with the order's id as context. Null once erased. */
    personal: text(),
    /** A keyed hash of the e-mail, so that orders can be found by it without storing it. */
    emailTag: text("email_tag"),
    tracking: text(),
    /** When someone at the desk last dealt with the order's trouble; null while nobody has. */
    attendedAt: at("attended_at"),
    /** Grows with every change that a viewer could see. */
    version: integer().notNull().default(1),
    placedAt: at("placed_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [
    index("orders_recent").on(table.placedAt, table.id),
    index("orders_email").on(table.emailTag),
    index("orders_queue").on(table.status, table.placedAt, table.id),
    index("orders_discount").on(table.discountCode).where(sql`${table.discountCode} is not null`),
    index("orders_unattended").on(table.cancelReason).where(sql`${table.attendedAt} is null`),
    check("orders_total_not_negative", sql`${table.totalCents} >= 0`),
  ],
)

export const orderLines = pgTable(
  "order_lines",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    position: integer().notNull(),
    productId: text("product_id").notNull(),
    productName: text("product_name").notNull(),
    sku: text().notNull(),
    variantId: text("variant_id").notNull(),
    size: text().notNull(),
    color: text().notNull(),
    quantity: integer().notNull(),
    unitPriceCents: integer("unit_price_cents").notNull(),
    amountTotalCents: integer("amount_total_cents").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.position] }),
    index("order_lines_sku").on(sql`lower(${table.sku})`, table.orderId),
  ],
)

export const orderStages = pgTable(
  "order_stages",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    stage: text().$type<Stage>().notNull(),
    status: text().$type<StageStatus>().notNull(),
    attempts: integer().notNull().default(0),
    startedAt: at("started_at"),
    finishedAt: at("finished_at"),
    /** A public sentence without personal data. */
    error: text(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.stage] }),
    index("order_stages_unfinished").on(table.orderId).where(sql`${table.status} <> 'complete'`),
  ],
)

/** What happened to an order, in order. `text` is public: no personal data. */
export const orderEvents = pgTable(
  "order_events",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    kind: text().notNull(),
    text: text().notNull(),
    at: at("at").notNull(),
  },
  (table) => [
    index("order_events_order").on(table.orderId, table.id),
    index("order_events_disputed").on(table.orderId).where(sql`${table.kind} = 'disputed'`),
  ],
)

/** What people at the desk wrote about an order. Sealed with the order's id: notes name people and places. */
export const orderNotes = pgTable(
  "order_notes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    author: text().notNull(),
    note: text().notNull(),
    at: at("at").notNull(),
  },
  (table) => [index("order_notes_order").on(table.orderId, table.id)],
)

/** Keyed hashes of the words by which a buyer can be looked up, so that finding needs no plaintext. */
export const orderSearchTags = pgTable(
  "order_search_tags",
  {
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    tag: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.tag] }),
    index("order_search_tags_tag").on(table.tag),
  ],
)

/** Money given back. One full refund per dying order: its idempotency key is the arbiter. */
export const refunds = pgTable(
  "refunds",
  {
    id: text().primaryKey(),
    orderId: text("order_id").notNull(),
    paymentIntentId: text("payment_intent_id").notNull(),
    amountCents: integer("amount_cents").notNull(),
    reason: text().notNull(),
    requestedBy: text("requested_by").notNull(),
    idempotencyKey: text("idempotency_key").notNull().unique(),
    /** Null until the provider has confirmed it. */
    providerRefundId: text("provider_refund_id").unique(),
    requestedAt: at("requested_at").notNull(),
    refundedAt: at("refunded_at"),
  },
  (table) => [
    index("refunds_order").on(table.orderId),
    index("refunds_open").on(table.requestedAt).where(sql`${table.refundedAt} is null`),
    check("refunds_positive", sql`${table.amountCents} > 0`),
  ],
)

/** Provider events that were answered and are still to be handled, by the database's clock. They hold no personal data. */
export const webhookInbox = pgTable(
  "webhook_inbox",
  {
    id: text().primaryKey(),
    event: jsonb().$type<PaymentEvent>().notNull(),
    attempts: integer().notNull().default(0),
    receivedAt: at("received_at").notNull().defaultNow(),
    dueAt: at("due_at").notNull().defaultNow(),
    /** Until when one process has it to handle. */
    claimedUntil: at("claimed_until"),
  },
  (table) => [index("webhook_inbox_due").on(table.dueAt)],
)

/** Every provider event that was handled, for ever, so that none is handled twice. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    id: text().primaryKey(),
    type: text().notNull(),
    orderId: text("order_id"),
    /** Set for events about a payment: those that come before its order wait here for it. */
    paymentIntentId: text("payment_intent_id"),
    outcome: text().notNull(),
    receivedAt: at("received_at").notNull(),
  },
  (table) => [
    index("webhook_events_unclaimed")
      .on(table.paymentIntentId)
      .where(sql`${table.orderId} is null and ${table.paymentIntentId} is not null`),
  ],
)

/** What the desk asked the workflow to do with an order, and what became of it. */
export const statusRequests = pgTable(
  "status_requests",
  {
    id: text().primaryKey(),
    orderId: text("order_id")
      .notNull()
      .references(() => orders.id),
    status: text().$type<OrderStatus>().notNull(),
    tracking: text(),
    requestedBy: text("requested_by").notNull(),
    requestedAt: at("requested_at").notNull(),
    state: text().$type<StatusRequestState>().notNull().default("asked"),
    /** For the person who asked; set when it is refused. */
    message: text(),
    answeredAt: at("answered_at"),
  },
  (table) => [index("status_requests_order").on(table.orderId)],
)
