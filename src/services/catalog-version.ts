const SLOT = Symbol.for("swag-store.catalog-version")
const slots = globalThis as { [SLOT]?: number }

/** The page cache compares pages with this number, and lives outside the bundle: hence the global. */
export function raiseCatalogVersion(): void {
  slots[SLOT] = (slots[SLOT] ?? 0) + 1
}
