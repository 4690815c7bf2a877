interface MoneyProps {
  cents: number
  currency: string
}

/** The one place where cents become text: `$28.00`. */
export function Money({ cents, currency }: MoneyProps) {
  const amount = new Intl.NumberFormat("en-US", { style: "currency", currency: currency.toUpperCase() })
  return <data value={(cents / 100).toFixed(2)}>{amount.format(cents / 100)}</data>
}
