import type { Permission } from "@/store/people/role"

export interface DeskPage {
  readonly href: string
  readonly label: string
  readonly permission: Permission
  /** Typed after `g`, it opens the page. */
  readonly shortcut: string
}

/** The desk's pages, grouped as its navigation shows them. */
export const DESK_NAV: readonly { readonly title: string; readonly pages: readonly DeskPage[] }[] = [
  {
    title: "Today",
    pages: [
      { href: "/admin", label: "Overview", permission: "desk:read", shortcut: "h" },
      { href: "/admin/tracker", label: "Live orders", permission: "desk:read", shortcut: "t" },
      { href: "/admin/alerts", label: "Alerts", permission: "alerts:read", shortcut: "a" },
    ],
  },
  {
    title: "Work",
    pages: [
      { href: "/admin/orders", label: "Orders", permission: "orders:read", shortcut: "o" },
      { href: "/admin/inventory", label: "Inventory", permission: "inventory:read", shortcut: "i" },
      { href: "/admin/imports", label: "Imports", permission: "imports:write", shortcut: "m" },
      { href: "/admin/products", label: "Products", permission: "products:read", shortcut: "p" },
      { href: "/admin/discounts", label: "Discount codes", permission: "discounts:read", shortcut: "d" },
    ],
  },
  {
    title: "Records",
    pages: [
      { href: "/admin/sheet", label: "Sheet", permission: "sheet:read", shortcut: "s" },
      { href: "/admin/outbox", label: "Outbox", permission: "outbox:read", shortcut: "b" },
      { href: "/admin/audit", label: "Audit log", permission: "audit:read", shortcut: "l" },
      { href: "/engine", label: "Engine", permission: "engine:write", shortcut: "e" },
    ],
  },
  {
    title: "House",
    pages: [
      { href: "/admin/people", label: "People", permission: "people:write", shortcut: "u" },
      { href: "/admin/tokens", label: "API tokens", permission: "tokens:write", shortcut: "k" },
    ],
  },
]
