interface MoneyProps {
  cents: number
  currency: string
}

/** The one place where cents become text. */
export function Money({ cents, currency }: MoneyProps) {
  return <data value={(cents / 100).toFixed(2)}>{moneyText(cents, currency)}</data>
}

/** `$28.00`: for attributes and spoken texts, where an element cannot go. */
export function moneyText(cents: number, currency: string): string {
  const amount = new Intl.NumberFormat("en-US", { style: "currency", currency: currency.toUpperCase() })
  return amount.format(cents / 100)
}
