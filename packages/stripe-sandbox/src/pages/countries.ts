/** Countries where an address needs its state or province. */
export const STATE_REQUIRED = new Set(["US", "CA", "AU"])

/** Countries whose parcels do not arrive without a postal code, with its form where it is strict. */
export const POSTAL_CODES: Record<string, { pattern: RegExp; example: string }> = {
  US: { pattern: /^\d{5}(-\d{4})?$/, example: "94105" },
  CA: { pattern: /^[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d$/, example: "K1A 0B1" },
  GB: { pattern: /^[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}$/, example: "SW1A 1AA" },
  DE: { pattern: /^\d{5}$/, example: "10115" },
  FR: { pattern: /^\d{5}$/, example: "75001" },
  AU: { pattern: /^\d{4}$/, example: "2000" },
  NL: { pattern: /^\d{4} ?[A-Za-z]{2}$/, example: "1011 AB" },
}

const NAMES = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" })

/** The allowed countries by name, in the order of their names. */
export function countryOptions(codes: readonly string[]): { code: string; name: string }[] {
  return codes
    .map((code) => ({ code, name: NAMES.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"))
}
