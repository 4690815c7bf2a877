/** Who asks. Written on every ledger row, refund and audit entry; `id` is an e-mail, a token id or a system name. */
export type Actor =
  | { readonly kind: "shopper" }
  | { readonly kind: "system"; readonly id: string }
  | {
      readonly kind: "agent"
      readonly id: string
      readonly email: string
      readonly scopes: readonly string[]
    }
  | { readonly kind: "admin"; readonly email: string; readonly role: string }

/** The name under which an actor's doings are recorded. Never a shopper's personal data. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "shopper":
      return "shopper"
    case "system":
      return `system:${actor.id}`
    case "agent":
    case "admin":
      return actor.email
  }
}
