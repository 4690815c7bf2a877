import type { Operation } from "./operation"
import { applyInventoryUpdate } from "./operations/apply-inventory-update"
import { createEventOrder } from "./operations/create-event-order"
import { generateDiscountCode } from "./operations/generate-discount-code"
import { getApiSpec } from "./operations/get-api-spec"
import { listInventory } from "./operations/list-inventory"
import { listInventoryAudits } from "./operations/list-inventory-audits"
import { listProducts } from "./operations/list-products"
import { previewEventOrder } from "./operations/preview-event-order"
import { previewInventoryDocument } from "./operations/preview-inventory-document"
import { previewInventoryUpdate } from "./operations/preview-inventory-update"
import { previewOrder } from "./operations/preview-order"
import { previewProduct } from "./operations/preview-product"
import { submitOrder } from "./operations/submit-order"
import { upsertProduct } from "./operations/upsert-product"

/** Everything that agents can do. A function, since get_api_spec describes the list that it is part of. */
export function listOperations(): readonly Operation[] {
  return [
    getApiSpec,
    listProducts,
    listInventory,
    previewInventoryUpdate,
    applyInventoryUpdate,
    previewInventoryDocument,
    listInventoryAudits,
    previewProduct,
    upsertProduct,
    generateDiscountCode,
    previewOrder,
    submitOrder,
    previewEventOrder,
    createEventOrder,
  ]
}

export function findOperation(name: string): Operation | undefined {
  return listOperations().find((operation) => operation.name === name)
}
