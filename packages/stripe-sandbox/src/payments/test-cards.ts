export interface TestCard {
  number: string
  /** What it does, for the panel beside the form. */
  does: string
  outcome: "pays" | "declines" | "asks the bank" | "pays, then is disputed"
  decline?: Decline
}

export interface Decline {
  code: string
  declineCode: string
  message: string
}

/** The cards that the hosted page knows (numbers from docs.stripe.com/testing). */
export const TEST_CARDS: readonly TestCard[] = [
  { number: "4242424242424242", does: "pays", outcome: "pays" },
  {
    number: "4000000000000002",
    does: "is declined",
    outcome: "declines",
    decline: { code: "card_declined", declineCode: "generic_decline", message: "Your card was declined." },
  },
  {
    number: "4000000000009995",
    does: "lacks the funds",
    outcome: "declines",
    decline: {
      code: "card_declined",
      declineCode: "insufficient_funds",
      message: "Your card has insufficient funds.",
    },
  },
  { number: "4000002500003155", does: "asks the bank first", outcome: "asks the bank" },
  { number: "4000000000000259", does: "pays, then is disputed", outcome: "pays, then is disputed" },
]

const UNKNOWN: Decline = {
  code: "card_declined",
  declineCode: "test_mode_live_card",
  message: "This sandbox takes only the test cards listed on this page. No real card is ever charged here.",
}

/** How a number that passed the Luhn check behaves. Any number that is not on the list is declined. */
export function testCard(number: string): TestCard {
  const known = TEST_CARDS.find((card) => card.number === number)
  return known ?? { number, does: "is not a test card", outcome: "declines", decline: UNKNOWN }
}

/** The brand by its leading digits, as Stripe names it. */
export function brandOf(number: string): string {
  if (number.startsWith("4")) return "visa"
  if (/^(5[1-5]|2[2-7])/.test(number)) return "mastercard"
  if (/^3[47]/.test(number)) return "amex"
  return "unknown"
}

/** ISO/IEC 7812-1: doubles every second digit from the right; the digit sum ends in 0. */
export function passesLuhn(number: string): boolean {
  let sum = 0
  for (const [index, digit] of [...number].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
