import { z } from "zod"
import { ORDER_STATUSES } from "./orders/order"

const appOrigin = z.string()

const encryptedSchema = z.object({
  customerEmail: z.string(),
  customerName: z.string(),
  customerPhone: z.string(),
  shipping: z.object({
    name: z.string(),
    line1: z.string(),
    line2: z.string(),
    city: z.string(),
    state: z.string(),
    postalCode: z.string(),
    country: z.string(),
  }),
})

export const orderPlacedSchema = z.object({
  appOrigin,
  orderId: z.string(),
  stripeSessionId: z.string().optional(),
  stripePaymentIntentId: z.string().optional(),
  encrypted: encryptedSchema,
  lineItems: z.array(
    z.object({
      productId: z.string(),
      productName: z.string(),
      sku: z.string(),
      variantId: z.string(),
      size: z.string(),
      color: z.string(),
      quantity: z.number().int(),
      amountTotal: z.number().int(),
    }),
  ),
  amountTotal: z.number().int(),
  currency: z.string(),
  discount: z.object({ code: z.string(), amountCents: z.number().int() }).nullable(),
})

export const inventoryChangedSchema = z.object({
  appOrigin,
  source: z.string(),
  reason: z.string(),
  /** The first 500 of them; the ledger has all, by the batch that is the cause. */
  variantIds: z.array(z.string()),
  causeId: z.string(),
})

/** What someone at the desk asks of an order. `requestId` is where they wait for the answer. */
export const orderStatusRequestedSchema = z.object({
  appOrigin,
  orderId: z.string(),
  status: z.enum(ORDER_STATUSES),
  tracking: z.string().optional(),
  notes: z.string().optional(),
  actorEmail: z.string(),
  requestId: z.string().optional(),
})

/**
 * A document to be read into the stock. Without a run of its own it is taken for a shipment; with one, the run holds
 * the document, and `documentText` is empty where it is larger than an event may be.
 */
export const documentImportRequestedSchema = z.object({
  appOrigin,
  actorEmail: z.string(),
  sourceName: z.string(),
  contentType: z.string(),
  documentText: z.string(),
  importRunId: z.string().optional(),
})

/** The inventory sheet is to be read. */
export const inventoryImportRequestedSchema = z.object({
  appOrigin: appOrigin.optional(),
  actorEmail: z.string(),
})

export const importDecidedSchema = z.object({ appOrigin, importRunId: z.string(), approve: z.boolean() })

/** Money that someone at the desk gives back while the order lives on. */
export const refundRequestedSchema = z.object({ appOrigin, orderId: z.string(), refundId: z.string() })

/** The parcel goes to another address, or something else goes into it. */
export const orderCorrectedSchema = z.object({
  appOrigin,
  orderId: z.string(),
  correctionId: z.string(),
  what: z.enum(["address", "items"]).optional(),
})

/** An order whose run is gone or stuck is to be taken up again, where it stands. */
export const orderResumeRequestedSchema = z.object({ appOrigin, orderId: z.string(), requestId: z.string() })

/** The events the shop sends. One list: the outbox, the client and the functions take their types from here. */
export type StoreEvent =
  | { readonly name: "store/order.placed"; readonly data: z.infer<typeof orderPlacedSchema> }
  | { readonly name: "store/inventory.changed"; readonly data: z.infer<typeof inventoryChangedSchema> }
  | {
      readonly name: "admin/order.status_update.requested"
      readonly data: z.infer<typeof orderStatusRequestedSchema>
    }
  | {
      readonly name: "admin/inventory.document_import.requested"
      readonly data: z.infer<typeof documentImportRequestedSchema>
    }
  | { readonly name: "admin/inventory.import.decided"; readonly data: z.infer<typeof importDecidedSchema> }
  | { readonly name: "admin/order.refund.requested"; readonly data: z.infer<typeof refundRequestedSchema> }
  | { readonly name: "store/order.corrected"; readonly data: z.infer<typeof orderCorrectedSchema> }
  | {
      readonly name: "admin/order.resume.requested"
      readonly data: z.infer<typeof orderResumeRequestedSchema>
    }

export type StoreEventName = StoreEvent["name"]
