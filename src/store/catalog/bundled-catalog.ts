import catalog from "../../../db/seed/catalog.json"
import { cents } from "../money"
import { CURRENCY, type Product } from "./product"

/** The catalogue that ships with the repository: what an empty database is seeded with. */
export const BUNDLED_CATALOG = catalog.map((product) => ({
  hsCode: null,
  originCountry: null,
  weightGrams: null,
  ...product,
  priceCents: cents(product.priceCents),
  currency: CURRENCY,
})) as readonly Product[]
