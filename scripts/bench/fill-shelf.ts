export const SHELF_TOKEN = "token-of-the-bench-for-its-stock"

/** Receives so many packs of stickers that no measurement sells out. The store runs with SHELF_TOKEN. */
export async function fillShelf(origin: string): Promise<void> {
  const update = {
    mode: "receive_shipment",
    reason: "Bench",
    items: [{ variantId: "var_sticker-pack-one", quantity: 100_000 }],
  }
  const response = await fetch(`${origin}/api/mcp`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${SHELF_TOKEN}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "apply_inventory_update", arguments: update },
    }),
  })
  const answer = await response.text()
  if (!response.ok || answer.includes('"error"')) throw new Error(`The shelf was not filled: ${answer}`)
}
