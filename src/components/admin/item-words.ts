import type { ListedOrder } from "@/store/orders/list-orders"

/** What was bought, on one line: "2× Workflow T-shirt Grey M, 1× Sticker pack". */
export function itemWords(items: ListedOrder["items"]): string {
  return items
    .map(({ name, color, size, quantity }) => [`${quantity}×`, name, color, size].filter(Boolean).join(" "))
    .join(", ")
}
