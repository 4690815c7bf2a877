import { receiveStock } from "../../tests/support/receive-stock"

export const SHELF_TOKEN = "token-of-the-bench-for-its-stock"

/** Receives so many packs of stickers that no measurement sells out. The store runs with SHELF_TOKEN. */
export function fillShelf(origin: string): Promise<void> {
  return receiveStock(origin, SHELF_TOKEN, { variantId: "var_sticker-pack-one", quantity: 100_000 })
}
