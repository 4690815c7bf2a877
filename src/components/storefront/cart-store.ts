import { useSyncExternalStore } from "react"
import type { CartView, CartViewLine } from "@/store/cart/view-cart"

/** The answer of GET /api/cart and of every write: what the server would charge now. */
export type Cart = CartView
export type CartLine = CartViewLine

export interface CartState {
  /** Null until the server has answered. */
  readonly cart: Cart | null
  /** A write is on its way. Asking for the cart is not: whoever adds meanwhile must be heard. */
  readonly busy: boolean
  readonly error: string | null
  readonly open: boolean
}

const UNKNOWN: CartState = { cart: null, busy: false, error: null, open: false }
const OFFLINE = "The store did not answer. Nothing was changed; try again."

let state = UNKNOWN
let loading: Promise<void> | null = null
let queue: Promise<void> = Promise.resolve()
let writes = 0
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
  loading ??= load()
  return loading
}

/** What was asked for before a write does not know of it, and comes too late. */
async function load(): Promise<void> {
  const before = writes
  const change = await request("/api/cart", { headers: { accept: "application/json" } })
  if (writes === before) return set(change)
  await queue
  if (!state.cart && change.cart) set({ cart: change.cart })
}

/** Sends a cart form to its own address and takes over the cart that comes back. False when it was refused. */
export function sendCartForm(action: string, data: FormData): Promise<boolean> {
  const body = new URLSearchParams()
  for (const [name, value] of data) if (typeof value === "string") body.append(name, value)
  writes++
  const sent = queue.then(async () => {
    set({ busy: true, error: null })
    const init = { method: "POST", headers: { accept: "application/json" }, body, keepalive: true }
    const change = await request(action, init)
    set({ busy: false, ...change })
    return !change.error
  })
  queue = sent.then(() => undefined)
  return sent
}

export function openCart(): void {
  set({ open: true })
}

export function closeCart(): void {
  set({ open: false, error: null })
}

async function request(
  url: string,
  init: RequestInit,
): Promise<Pick<CartState, "error"> & Partial<CartState>> {
  try {
    const response = await fetch(url, { ...init, credentials: "same-origin" })
    const answer: unknown = await response.json()
    return response.ok ? { cart: answer as Cart, error: null } : { error: messageOf(answer) }
  } catch {
    return { error: OFFLINE }
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
