import { existsSync } from "node:fs"
import { parseArgs } from "node:util"
import { DirectoryInUseError } from "../src/database-lock"
import { ConfigurationError, readConfig } from "../src/env"
import { StoreError } from "../src/errors"
import { listOrderIdsByEmail } from "../src/store/orders/desk-queries"
import { eraseBuyer } from "../src/store/orders/erase-buyer"
import { tagEmail } from "../src/store/orders/personal-data"
import { openShop } from "../src/wiring"

const USAGE = `Erases who bought, and keeps the books.

  npm run erase -- --email ada@example.com     every order of this address
  npm run erase -- --order ord_…               one order; may be given several times
  --force                                      also orders that have not shipped: they can't be sent any more`

try {
  process.exitCode = await erase(process.argv.slice(2))
} catch (error) {
  const known = [ConfigurationError, DirectoryInUseError, StoreError].some((kind) => error instanceof kind)
  console.error(known ? (error as Error).message : error)
  process.exitCode = 2
}

async function erase(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      email: { type: "string" },
      order: { type: "string", multiple: true, default: [] },
      force: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  })
  if (values.help || (!values.email && values.order.length === 0)) {
    console.log(USAGE)
    return values.help ? 0 : 2
  }
  if (existsSync(".env.local")) process.loadEnvFile(".env.local")
  const shop = await openShop(readConfig())
  const ctx = shop.contextFor({ kind: "system", id: "erase" })
  let refused = 0
  try {
    const byEmail = values.email
      ? await listOrderIdsByEmail(ctx.db, tagEmail(ctx.ports.vault, values.email))
      : []
    const orderIds = [...new Set([...values.order, ...byEmail])]
    for (const orderId of orderIds) {
      const outcome = await eraseBuyer(ctx, { orderId, force: values.force }).catch((error: unknown) => {
        if (error instanceof StoreError) return error
        throw error
      })
      if (outcome instanceof StoreError) refused++
      console.log(
        outcome instanceof StoreError
          ? `left as it is: ${outcome.message} ${outcome.userAction}`
          : `${orderId} ${outcome.erased ? "erased" : "was erased already"}`,
      )
    }
    if (orderIds.length === 0) console.log("There is no order of this address.")
  } finally {
    await shop.close()
  }
  return refused === 0 ? 0 : 1
}
