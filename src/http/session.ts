import { StoreError } from "../errors"
import type { Actor } from "../store/actor"
import { findPersonRole } from "../store/people/queries"
import { can, type Permission, type Role } from "../store/people/role"
import { admittedRole, bypassEmail } from "./admission"
import { authOf, type SignInShop } from "./auth"

/** Someone at the desk. */
export interface Operator {
  readonly email: string
  readonly name: string
  readonly role: Role
  /** Null for the local end-to-end bypass, which has no session to end. */
  readonly sessionId: string | null
}

/**
 * Who sends this request: signed in, and on the allow-list right now. Session, list and role are looked up each
 * time, so that ending a session or changing a role counts from the next request on, in every process.
 */
export async function findOperator(shop: SignInShop, headers: Headers): Promise<Operator | undefined> {
  const bypass = bypassEmail(shop.config)
  if (bypass) return operatorOf(shop, { email: bypass, name: bypass, sessionId: null })
  if (!headers.get("cookie")) return undefined
  const found = await authOf(shop).api.getSession({ headers })
  if (!found) return undefined
  const { email, name } = found.user
  return operatorOf(shop, { email, name: name || email, sessionId: found.session.id })
}

async function operatorOf(shop: SignInShop, person: Omit<Operator, "role">): Promise<Operator | undefined> {
  const listed = admittedRole(shop.config, person.email)
  if (!listed) return undefined
  const given = await findPersonRole(shop.database.db, person.email.toLowerCase())
  return { ...person, email: person.email.toLowerCase(), role: given ?? listed }
}

/**
 * @throws StoreError UNAUTHORIZED when nobody is signed in, FORBIDDEN when the role does not have the permission
 */
export function requirePermission(operator: Operator | undefined, permission: Permission): Operator {
  if (!operator) {
    throw new StoreError("UNAUTHORIZED", "Sign in to do this.", {
      userAction: "Open /sign-in, sign in, and try again.",
    })
  }
  if (!can(operator.role, permission)) {
    throw new StoreError("FORBIDDEN", `The role ${operator.role} may not do this.`, {
      userAction: "Ask an admin for a role that allows it.",
      details: { permission },
    })
  }
  return operator
}

export function actorOf({ email, role }: Operator): Actor {
  return { kind: "admin", email, role }
}
