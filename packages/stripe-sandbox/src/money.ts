const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "))

/** Stripe's smallest charge per currency, in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const SMALLEST_CHARGE: Record<string, number> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  cad: 50,
  aud: 50,
  chf: 50,
  nzd: 50,
  jpy: 50,
  sek: 300,
  nok: 300,
  dkk: 250,
  mxn: 1000,
}

/** The smallest amount, in minor units, that a card can be charged in this currency. */
export function smallestCharge(currency: string): number {
  return SMALLEST_CHARGE[currency] ?? 50
}

/** `$28.00`, `¥500`: an amount in minor units as a shopper reads it. */
export function formatAmount(amount: number, currency: string): string {
  const major = ZERO_DECIMAL.has(currency) ? amount : amount / 100
  return new Intl.NumberFormat("en-US", { style: "currency", currency: currency.toUpperCase() }).format(major)
}
