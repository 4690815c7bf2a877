export type Letter = "confirmation" | "shipment" | "cancellation"

/** What keeps a letter from being sent twice. `again` names one more that someone has asked for. */
export function letterKey(letter: Letter, orderId: string, again?: string): string {
  return [letter, orderId, ...(again ? ["again", again] : [])].join(":")
}
