import type { Address } from "@/store/ports"
import styles from "./postal-address.module.css"

/** As it stands on a parcel. */
export function PostalAddress({ name, address }: { name: string; address: Address }) {
  const { line1, line2, city, state, postalCode, country } = address
  const lines = [
    name,
    line1,
    line2,
    [city, state, postalCode].filter(Boolean).join(" "),
    countryName(country),
  ]
  return (
    <address className={styles.address}>
      {lines.filter(Boolean).map((line) => (
        <span key={line} className={styles.line}>
          {line}
        </span>
      ))}
    </address>
  )
}

function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames(["en"], { type: "region" }).of(code)?.toUpperCase() ?? code
}
