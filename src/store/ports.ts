import type { Product } from "./catalog/product"
import type { StoreEvent } from "./events"
import type { PlannedRow } from "./inventory/read-plan"
import type { Letter } from "./letter"
import type { Cents } from "./money"

/** What the shop asks of the outside world. `services/` implements each, once for real and once locally. */
export interface Ports {
  readonly payments: Payments
  readonly mail: Mail
  readonly sheet: OrderSheet
  readonly alerts: Alerts
  readonly lowStock: LowStock
  readonly reviewer: Reviewer
  readonly documents: Documents
  /** Null when none is connected. */
  readonly inventorySheet: InventorySheet | null
  readonly workflow: Workflow
  readonly vault: Vault
  readonly pictures: Pictures
  readonly catalogSource: CatalogSource
  readonly config: ShopConfig
  /** Call after a product was saved: cached catalogue pages are rendered anew, in every process. */
  readonly catalogChanged: () => void
}

export interface ShopConfig {
  readonly appOrigin: string
  readonly lowStockThreshold: number
  /** Where parcels leave from, for customs: parcels to other countries get a note. */
  readonly shipFrom: { readonly country: string; readonly address: readonly string[] }
  /** What becomes of payments that no checkout knows: sent back, or held for a person to decide. */
  readonly strayPayments: "refund" | "hold"
}

export interface CheckoutSessionRequest {
  readonly orderId: string
  readonly lines: readonly {
    readonly productId: string
    readonly variantId: string
    readonly sku: string
    readonly name: string
    readonly size: string
    readonly color: string
    readonly unitPriceCents: Cents
    readonly quantity: number
  }[]
  readonly discount: { readonly code: string; readonly amountCents: Cents } | null
  readonly expiresAt: Date
}

/** A payment session as the provider tells it. Personal data is present once the shopper has paid. */
export interface CheckoutSession {
  readonly id: string
  /** Where the shopper pays; null once the session is no longer open. */
  readonly url: string | null
  readonly status: "open" | "complete" | "expired"
  readonly paid: boolean
  /** Complete and unpaid for good: the bank has said no. False where only a fresh look at the session could tell. */
  readonly failed: boolean
  /** Of the amount: what has gone back to the payer, whoever sent it back. Zero unless getSession answered. */
  readonly refundedCents: Cents
  readonly orderId: string | null
  readonly appOrigin: string | null
  readonly paymentIntentId: string | null
  readonly amountTotalCents: Cents
  readonly shippingCents: Cents
  readonly taxCents: Cents
  readonly currency: string
  readonly customer: Customer | null
}

export interface Customer {
  readonly email: string
  readonly name: string
  readonly phone: string
  readonly shipping: Address
}

export interface Address {
  readonly name: string
  readonly line1: string
  readonly line2: string
  readonly city: string
  readonly state: string
  readonly postalCode: string
  readonly country: string
}

export interface Payments {
  /** Repeating a request for the same order answers with the same session. */
  createSession(request: CheckoutSessionRequest): Promise<CheckoutSession>
  /** @throws StoreError NOT_FOUND for a session that the provider does not know */
  getSession(sessionId: string): Promise<CheckoutSession>
  /**
   * Makes an open session unpayable and answers with its final state; harmless when it has ended.
   * @throws StoreError NOT_FOUND for a session that the provider does not know
   */
  expireSession(sessionId: string): Promise<CheckoutSession>
  /** Sessions that were completed since, for the sweep. */
  listCompletedSessions(since: Date): Promise<readonly CheckoutSession[]>
  /**
   * Repeating a request with the same key refunds once, however much later.
   * @throws StoreError CONFLICT when less than that is left of the payment
   */
  refund(request: {
    readonly paymentIntentId: string
    readonly amountCents: Cents
    readonly idempotencyKey: string
  }): Promise<{ readonly providerRefundId: string }>
}

export interface Mail {
  /** Repeating a letter with the same key sends it once where the provider honours keys. `via` names who took it. */
  send(message: {
    readonly idempotencyKey: string
    /** Absent when the message is not about an order, such as a sign-in link. */
    readonly orderId?: string
    readonly to: string
    readonly letter: Letter
  }): Promise<{ readonly via: string }>
  /** Empties the letters about an order that are kept. That they were written stays known. */
  forget(orderId: string): Promise<void>
}

export interface OrderSheet {
  /** Writes exactly one row for the order, however often it is called; later calls update that row. */
  record(row: readonly string[]): Promise<{ readonly via: string }>
}

export interface Alerts {
  /** Tells the operators; the same key tells them once. Messages hold no personal data. */
  raise(alert: {
    readonly key: string
    readonly kind: string
    readonly message: string
    readonly orderId?: string
  }): Promise<void>
}

export interface LowStockItem {
  /** The notice's id: the same message again carries the same. */
  readonly id: string
  readonly variantId: string
  readonly productName: string
  readonly sku: string
  readonly size: string
  readonly color: string
  readonly stock: number
}

export interface LowStock {
  /**
   * Tells the operators what runs out.
   * @throws StoreError SERVICE_UNAVAILABLE when nobody took the message; try again
   */
  notify(items: readonly LowStockItem[]): Promise<{ readonly via: string }>
}

export interface InventorySheet {
  /** The tab's name, for people. */
  readonly name: string
  /**
   * All of it, as CSV with its first row as the header.
   * @throws StoreError SERVICE_UNAVAILABLE when it does not answer; try again
   */
  read(): Promise<string>
}

export interface Documents {
  /**
   * The text of a file, whatever it is called: a spreadsheet's rows as lines with tabs, a letter's paragraphs and
   * tables, a PDF's lines, or the text that it is. Nothing in it is run, fetched or looked up.
   * @throws StoreError VALIDATION_ERROR that says what to do, for what is broken, locked, too large or no document
   */
  read(bytes: Uint8Array): Promise<string>
}

export interface Reviewer {
  /**
   * Remarks about rows of a document, for the person who decides. It is given the first rows of `total` and may look at
   * fewer: `note` says how far it came, and null that there is no reviewer. Never throws: no review is a note too.
   */
  review(rows: readonly ReviewableRow[], total: number): Promise<Review>
}

export interface Review {
  readonly remarks: readonly { readonly line: number; readonly message: string }[]
  readonly note: string | null
}

export type ReviewableRow = Pick<PlannedRow, "line" | "text" | "matchedVariantId" | "quantity" | "problem">

export interface Workflow {
  /** Hands an event to the workflow engine; resolves once the engine has stored it. Same id: taken once. */
  send(event: StoreEvent & { readonly id: string }): Promise<void>
  /** A hint to whoever watches; may be lost, never throws. */
  orderChanged(orderId: string): void
  /** The same for an import. */
  importChanged(importRunId: string): void
  /** Takes the buyer out of what the engine has kept of the order's events; an engine elsewhere forgets by itself. */
  forget(orderId: string): Promise<void>
}

export interface Vault {
  /** Encrypts for the database; `context` (such as the order's id) must be given again to open. */
  seal(plaintext: string, context: string): string
  /** @throws Error when the text was changed, moved to another context, or its key is gone */
  open(sealed: string, context: string): string
  /** Whether the newest key has sealed it. */
  isCurrent(sealed: string): boolean
  /** An unforgeable tag over the text, for cookies and look-ups. */
  sign(text: string): string
}

export interface CatalogSource {
  /**
   * The catalogue that a reset brings back.
   * @throws StoreError SERVICE_UNAVAILABLE when it does not answer; VALIDATION_ERROR naming what cannot be read
   */
  read(): Promise<{ readonly name: string; readonly products: readonly Product[] }>
}

export interface Pictures {
  /**
   * The bytes behind a public https address, at most 4 MiB of them.
   * @throws StoreError VALIDATION_ERROR naming imageSourceUrl when the address may not be asked, or does not answer
   * with a picture's worth of bytes
   */
  fetch(url: string): Promise<Uint8Array>
}
