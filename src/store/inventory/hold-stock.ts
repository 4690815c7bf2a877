import { type SQL, sql } from "drizzle-orm"
import { StoreError } from "../../errors"

interface HeldLine {
  readonly variantId: string
  readonly quantity: number
  readonly label: string
}

/**
 * Sets stock aside for a checkout, all lines or none; variants are taken in id order. `run` may put the hold into a
 * statement of its own: then the variants are locked for that statement only, and nobody waits for a round trip
 * between it and the commit.
 * @throws StoreError INVENTORY_UNAVAILABLE naming the variant that has too few units left; the transaction is over then
 */
export async function holdStock<Result>(
  orderId: string,
  lines: readonly HeldLine[],
  run: (hold: SQL) => PromiseLike<Result>,
): Promise<Result> {
  const inIdOrder = [...lines].sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
  const ids = inIdOrder.map(({ variantId }) => variantId)
  const quantities = inIdOrder.map(({ quantity }) => quantity)
  try {
    return await run(
      sql`hold_stock(${orderId}, ${sql.param(ids)}::text[], ${sql.param(quantities)}::integer[])`,
    )
  } catch (error) {
    const line = lines.find(({ variantId }) => variantId === soldOutVariant(error))
    throw line ? soldOut(line) : error
  }
}

/** The function hold_stock names the variant in the detail of an error of its own. */
function soldOutVariant(error: unknown): string | undefined {
  const { code, detail } = ((error as { cause?: unknown }).cause ?? {}) as { code?: string; detail?: string }
  return code === "SW001" ? detail : undefined
}

function soldOut({ variantId, quantity, label }: HeldLine): StoreError {
  const message = `${label} has sold out, or fewer than ${quantity} are left.`
  return new StoreError("INVENTORY_UNAVAILABLE", message, { details: { variantId, requested: quantity } })
}
