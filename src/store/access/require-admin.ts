import { StoreError } from "../../errors"
import type { Actor } from "../actor"

/**
 * Tokens and approvals are for people: no agent may widen its own rights.
 * @throws StoreError FORBIDDEN
 */
export function requireAdmin(actor: Actor): Extract<Actor, { kind: "admin" }> {
  if (actor.kind === "admin") return actor
  throw new StoreError("FORBIDDEN", "Only an admin may do this.", {
    userAction: "Ask an admin to do this under /admin.",
  })
}
