import { ORDER_ID } from "@/store/identifiers"

const MOST = 500

/** The orders that a list's boxes named, each once. What is not an order's id is left out. */
export function orderIdsOf(given: string | readonly string[] | undefined): string[] {
  const all = typeof given === "string" ? [given] : (given ?? [])
  return [...new Set(all.filter((id) => ORDER_ID.test(id)))].slice(0, MOST)
}
