/** The letters that a person may ask for again. */
export type RepeatableLetter = "confirmation" | "shipment" | "cancellation"

/** What keeps a letter from being sent twice. `again` names one more that someone has asked for. */
export function letterKey(letter: RepeatableLetter, orderId: string, again?: string): string {
  return [letter, orderId, ...(again ? ["again", again] : [])].join(":")
}
