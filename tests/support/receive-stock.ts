/** Receives a shipment of one variant with an agent's tool. The store runs with this token as its own. */
export async function receiveStock(
  origin: string,
  token: string,
  item: { variantId: string; quantity: number },
): Promise<void> {
  const update = { mode: "receive_shipment", reason: "A shipment", items: [item] }
  const response = await fetch(`${origin}/api/mcp`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
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
  if (!response.ok || answer.includes('"error"')) throw new Error(`The stock was not received: ${answer}`)
}
