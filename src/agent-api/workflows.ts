/** The shop's workflows as agents follow them: get_api_spec, MCP's prompts, auth.md and llms.txt read from here. */
export const WORKFLOWS = {
  productCreateOrUpdate: [
    "Call list_products to see whether the product exists; its id or sku names it for an update.",
    "Call preview_product with the whole product, or with what should change, and read nextAction.",
    "Call upsert_product with the same input. Saving it again changes nothing.",
  ],
  orderSubmission: [
    "Call list_products for productId and variantId.",
    "Call preview_order. Add what missingFields names; a status of payment_required means that a person will pay.",
    "Call submit_order with the same input and an idempotencyKey. Retry with the same key only.",
    "When the answer has a checkoutUrl, send the buyer there; it is valid for 30 minutes. When it has an orderUrl, the order can be watched there.",
  ],
  eventSwagOrder: [
    "Call list_products for productId and variantId, and check that stock covers the event.",
    "Call preview_event_order with eventName, items, customer and shipping until its status is ready_for_direct_submit.",
    "Call create_event_order with the same input and an idempotencyKey. The code and the order come together, or not at all.",
    "Watch the order at order.orderUrl.",
  ],
  receivingShipment: [
    "With a delivery note or mail: call preview_inventory_document with mode receive_shipment and the text.",
    "Without one: call preview_inventory_update with mode receive_shipment and items by variantId or by sku, size and color.",
    "Read preview.issues. Correct what is an error; ask a person when a line cannot be matched.",
    "Call apply_inventory_update with proposedUpdate (or your items), a reason and an idempotencyKey.",
    "Call list_inventory_audits to confirm what was recorded.",
  ],
  physicalInventoryAudit: [
    "Call list_inventory for what the shop believes to have; stock includes units that open checkouts hold.",
    "Call preview_inventory_update with mode audit_count and the counted units as stock. Send expectedStock to be told when an order came between.",
    "Call apply_inventory_update with the same items, a reason and an idempotencyKey.",
    "Call list_inventory_audits to explain each difference.",
  ],
} as const satisfies Record<string, readonly string[]>
