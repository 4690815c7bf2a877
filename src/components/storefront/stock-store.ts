import { useEffect, useSyncExternalStore } from "react"

/** Units that can be bought now, by variant id. */
export type Stock = Readonly<Record<string, number>>

let stock: Stock | null = null
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

/** The shelf as of this page view; null until GET /api/stock has answered. One request, however many badges ask. */
export function useStock(): Stock | null {
  useEffect(() => {
    void loadStock()
  }, [])
  return useSyncExternalStore(subscribe, currentStock, () => null)
}

export function currentStock(): Stock | null {
  return stock
}

/** A failed request leaves what the page was rendered with: checkout decides in any case. */
export function loadStock(): Promise<void> {
  loading ??= fetch("/api/stock", { headers: { accept: "application/json" } })
    .then(async (response) => {
      if (!response.ok) return
      stock = ((await response.json()) as { stock: Stock }).stock
      for (const listener of listeners) listener()
    })
    .catch(() => {
      loading = null
    })
  return loading
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
