export const ROLES = ["admin", "advocate", "packer", "viewer"] as const
export type Role = (typeof ROLES)[number]

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  admin: "Everything, people and tokens included.",
  advocate: "Discount codes and event orders.",
  packer: "Orders and stock, with buyers' addresses.",
  viewer: "Looks, changes nothing; buyers stay masked.",
}

/**
 * What the desk's pages and actions ask for, and which roles have it. One list: navigation, guards and the
 * access table in the tests are derived from it. What is not listed here, nobody may do.
 */
export const PERMISSIONS = {
  "desk:read": ["admin", "advocate", "packer", "viewer"],
  "orders:read": ["admin", "advocate", "packer", "viewer"],
  "orders:write": ["admin", "packer"],
  "orders:refund": ["admin"],
  "buyers:read": ["admin", "packer"],
  "inventory:read": ["admin", "advocate", "packer", "viewer"],
  "inventory:write": ["admin", "packer"],
  "imports:write": ["admin", "packer"],
  "products:read": ["admin", "advocate", "packer", "viewer"],
  "products:write": ["admin"],
  "discounts:read": ["admin", "advocate"],
  "discounts:write": ["admin", "advocate"],
  "alerts:read": ["admin", "advocate", "packer", "viewer"],
  "alerts:write": ["admin", "packer"],
  "sheet:read": ["admin", "packer"],
  "outbox:read": ["admin"],
  "tokens:write": ["admin"],
  "people:write": ["admin"],
  "audit:read": ["admin"],
  "engine:write": ["admin"],
} as const satisfies Readonly<Record<string, readonly Role[]>>
export type Permission = keyof typeof PERMISSIONS

export function can(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission]
  return allowed.includes(role)
}
