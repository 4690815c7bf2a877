const SLOT = Symbol.for("swag-store.catalog-version")
const slots = globalThis as { [SLOT]?: number }

/** The page cache compares pages with this number, and lives outside the bundle: hence the global. */
export function raiseCatalogVersion(): void {
  slots[SLOT] = catalogVersion() + 1
}

/** How often the catalogue changed since this process started, as far as it has heard. */
export function catalogVersion(): number {
  return slots[SLOT] ?? 0
}
