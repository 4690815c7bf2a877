import type { Permission } from "@/store/people/role"

export interface DeskPage {
  readonly href: string
  readonly label: string
  readonly permission: Permission
}

/** The desk's pages, grouped as its navigation shows them. */
export const DESK_NAV: readonly { readonly title: string; readonly pages: readonly DeskPage[] }[] = [
  {
    title: "Today",
    pages: [
      { href: "/admin", label: "Overview", permission: "desk:read" },
      { href: "/admin/tracker", label: "Live orders", permission: "desk:read" },
      { href: "/admin/alerts", label: "Alerts", permission: "alerts:read" },
    ],
  },
  {
    title: "Work",
    pages: [
      { href: "/admin/orders", label: "Orders", permission: "orders:read" },
      { href: "/admin/inventory", label: "Inventory", permission: "inventory:read" },
      { href: "/admin/imports", label: "Imports", permission: "imports:write" },
      { href: "/admin/products", label: "Products", permission: "products:read" },
      { href: "/admin/discounts", label: "Discount codes", permission: "discounts:read" },
    ],
  },
  {
    title: "Records",
    pages: [
      { href: "/admin/sheet", label: "Sheet", permission: "sheet:read" },
      { href: "/admin/outbox", label: "Outbox", permission: "outbox:read" },
      { href: "/admin/audit", label: "Audit log", permission: "audit:read" },
      { href: "/engine", label: "Engine", permission: "engine:write" },
    ],
  },
  {
    title: "House",
    pages: [
      { href: "/admin/people", label: "People", permission: "people:write" },
      { href: "/admin/tokens", label: "API tokens", permission: "tokens:write" },
    ],
  },
]
