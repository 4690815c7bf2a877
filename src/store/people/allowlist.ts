import { ROLES, type Role } from "./role"

const ENTRY = new RegExp(`^([^\\s@:]+@[^\\s@:]+)(?::(${ROLES.join("|")}))?$`)

/** E-mail addresses that may open the desk, with their roles. */
export type Allowlist = ReadonlyMap<string, Role>

/**
 * Reads `ADMIN_EMAIL_ALLOWLIST`: `email` or `email:role`, separated by commas; without a role it is an admin.
 * `unreadable` names the entries that are neither, so that a typing error locks nobody out in silence.
 */
export function parseAllowlist(text: string | undefined): {
  readonly allowlist: Allowlist
  readonly unreadable: readonly string[]
} {
  const allowlist = new Map<string, Role>()
  const unreadable: string[] = []
  for (const entry of (text ?? "").split(",").map((part) => part.trim().toLowerCase())) {
    if (entry === "") continue
    const [, email, role] = entry.match(ENTRY) ?? []
    if (email) allowlist.set(email, (role as Role | undefined) ?? "admin")
    else unreadable.push(entry)
  }
  return { allowlist, unreadable }
}
