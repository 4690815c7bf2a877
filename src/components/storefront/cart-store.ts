import { useSyncExternalStore } from "react"
import type { CartView, CartViewLine } from "@/store/cart/view-cart"

/** The answer of GET /api/cart and of every write: what the server would charge now. */
export type Cart = CartView
export type CartLine = CartViewLine

export interface CartState {
  /** Null until the server has answered. */
  readonly cart: Cart | null
  readonly busy: boolean
  readonly error: string | null
  readonly open: boolean
}

const UNKNOWN: CartState = { cart: null, busy: false, error: null, open: false }
const OFFLINE = "The store did not answer. Nothing was changed; try again."

let state = UNKNOWN
let loading: Promise<void> | null = null
let queue: Promise<void> = Promise.resolve()
const listeners = new Set<() => void>()

/** What the server last said about this browser's cart. Never a guess: writes show their result, not their hope. */
export function useCart(): CartState {
  return useSyncExternalStore(subscribe, cartState, () => UNKNOWN)
}

export function cartState(): CartState {
  return state
}

/** Asks once per page, however many parts of it want to know. */
export function loadCart(): Promise<void> {
  loading ??= request("/api/cart", { headers: { accept: "application/json" } })
  return loading
}

/** Sends a cart form to its own address and takes over the cart that comes back. False when it was refused. */
export function sendCartForm(action: string, data: FormData): Promise<boolean> {
  const body = new URLSearchParams()
  for (const [name, value] of data) if (typeof value === "string") body.append(name, value)
  const sent = queue.then(() =>
    request(action, { method: "POST", headers: { accept: "application/json" }, body, keepalive: true }).then(
      () => state.error === null,
    ),
  )
  queue = sent.then(() => undefined)
  return sent
}

export function openCart(): void {
  set({ open: true })
}

export function closeCart(): void {
  set({ open: false, error: null })
}

async function request(url: string, init: RequestInit): Promise<void> {
  set({ busy: true, error: null })
  try {
    const response = await fetch(url, { ...init, credentials: "same-origin" })
    const answer: unknown = await response.json()
    if (response.ok) set({ cart: answer as Cart, busy: false })
    else set({ busy: false, error: messageOf(answer) })
  } catch {
    set({ busy: false, error: OFFLINE })
  }
}

function messageOf(answer: unknown): string {
  const message = (answer as { error?: { message?: unknown } } | null)?.error?.message
  return typeof message === "string" ? message : OFFLINE
}

function set(change: Partial<CartState>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener("pageshow", reloadAfterReturn)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener("pageshow", reloadAfterReturn)
  }
}

/** A page that the browser kept alive shows the cart as it was; the server may know better by now. */
function reloadAfterReturn(event: PageTransitionEvent): void {
  if (!event.persisted) return
  loading = null
  void loadCart()
}
