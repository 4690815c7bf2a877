import { existsSync } from "node:fs"
import { openDatabase } from "../src/database"
import { DirectoryInUseError } from "../src/database-lock"
import { ConfigurationError, readConfig } from "../src/env"
import { verifyInvariants } from "../src/store/proof/verify-invariants"

/**
 * `npm run verify`: checks I1–I11 on the configured database, or on the one at `--database-url`, and prints a table.
 * Only reads. Ends with 1 when a rule is broken, and with 2 when it could not look.
 */
try {
  process.exitCode = await verify(process.argv.slice(2))
} catch (error) {
  const known = error instanceof ConfigurationError || error instanceof DirectoryInUseError
  console.error(known ? error.message : error)
  process.exitCode = 2
}

async function verify(args: readonly string[]): Promise<number> {
  if (existsSync(".env.local")) process.loadEnvFile(".env.local")
  const config = readConfig()
  const databaseUrl = args[0] === "--database-url" ? args[1] : config.DATABASE_URL
  const database = await openDatabase(databaseUrl ? { databaseUrl } : { dataDir: config.dataDir })
  const verdicts = await verifyInvariants({ db: database.db, now: () => new Date() }).finally(() =>
    database.close(),
  )
  for (const { name, title, violations, examples, skipped } of verdicts) {
    const left = skipped > 0 ? ` (${skipped} of its checks need tables that are not here)` : ""
    console.log(
      `${violations === 0 ? "holds " : "BROKEN"}  ${name.padEnd(3)}  ${title}${left}${violations > 0 ? `: ${violations} rows` : ""}`,
    )
    for (const { subject, problem } of examples) console.log(`               ${subject} ${problem}`)
  }
  const broken = verdicts.filter(({ violations }) => violations > 0)
  console.log(
    broken.length === 0
      ? `\nAll ${verdicts.length} hold.`
      : `\n${broken.map(({ name }) => name).join(", ")} ${broken.length === 1 ? "is" : "are"} broken.`,
  )
  return broken.length === 0 ? 0 : 1
}
