import type { Config } from "../env"
import { parseAllowlist } from "../store/people/allowlist"
import { ROLES, type Role } from "../store/people/role"

/** `.invalid` can never be anyone's address (RFC 2606). */
export const DEMO_PEOPLE = Object.fromEntries(
  ROLES.map((role) => [role, { email: `demo-${role}@swag.invalid`, name: `Demo ${role}` }]),
) as Readonly<Record<Role, { readonly email: string; readonly name: string }>>

/** Whether anyone may sign in as a demo admin: the store says it is a demo, or nothing real is connected to it. */
export function demoSignInAllowed({ DEMO, production, world }: Config): boolean {
  if (DEMO) return true
  const standIns =
    world.database === "pglite" &&
    world.payments === "sandbox" &&
    world.workflow === "embedded" &&
    world.mail === "outbox" &&
    world.sheet === "table"
  return standIns && !production
}

/** The role that an address is let in with; nothing for addresses that are not on the list. Asked on every request. */
export function admittedRole(config: Config, address: string): Role | undefined {
  const email = address.toLowerCase()
  const listed = parseAllowlist(config.ADMIN_EMAIL_ALLOWLIST).allowlist.get(email)
  if (listed) return listed
  if (bypassEmail(config) === email) return "admin"
  if (!demoSignInAllowed(config)) return undefined
  return ROLES.find((role) => DEMO_PEOPLE[role].email === email)
}

/** Who every local request is, for the desk's end-to-end test. Production knows no bypass, whatever is set. */
export function bypassEmail(
  config: Pick<Config, "production" | "ADMIN_E2E_BYPASS" | "ADMIN_E2E_EMAIL">,
): string | undefined {
  if (config.production || !config.ADMIN_E2E_BYPASS) return undefined
  return (config.ADMIN_E2E_EMAIL ?? "admin-e2e@swag.invalid").toLowerCase()
}

/** Everyone who would be let in now, with the list's role. */
export function listAdmitted(config: Config): { email: string; role: Role }[] {
  const listed = parseAllowlist(config.ADMIN_EMAIL_ALLOWLIST).allowlist
  const admitted = new Map<string, Role>(demoSignInAllowed(config) ? demoRoles() : [])
  const bypass = bypassEmail(config)
  if (bypass) admitted.set(bypass, "admin")
  for (const [email, role] of listed) admitted.set(email, role)
  return [...admitted].map(([email, role]) => ({ email, role }))
}

function demoRoles(): [string, Role][] {
  return ROLES.map((role) => [DEMO_PEOPLE[role].email, role])
}
