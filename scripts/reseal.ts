import { existsSync } from "node:fs"
import { DirectoryInUseError } from "../src/database-lock"
import { ConfigurationError, readConfig } from "../src/env"
import { reseal } from "../src/services/reseal"
import { openShop } from "../src/wiring"

/**
 * `npm run reseal`, after a new key was put in front of INNGEST_ENCRYPTION_KEY: seals with it what the others have
 * sealed, so that they can be removed. May be repeated, and stopped in its middle.
 */
try {
  if (existsSync(".env.local")) process.loadEnvFile(".env.local")
  const shop = await openShop(readConfig())
  const counts = await reseal(shop.contextFor({ kind: "system", id: "reseal" })).finally(() => shop.close())
  for (const [table, rows] of Object.entries(counts)) console.log(`${table.padEnd(12)} ${rows} sealed anew`)
  console.log(
    "\nEverything is sealed with the first key. Orders that are under way still need the others: wait a day.",
  )
} catch (error) {
  const known = error instanceof ConfigurationError || error instanceof DirectoryInUseError
  console.error(known ? error.message : error)
  process.exitCode = 2
}
