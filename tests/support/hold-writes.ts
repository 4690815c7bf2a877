import { Client } from "pg"
import { until } from "./until"

export interface HeldTable {
  /** Resolves when a transaction has come as far as its first write into the table, and waits there. */
  untilReached(): Promise<void>
  letGo(): Promise<void>
}

/** Lets transactions run until they would write into the table: what they wrote before stands, uncommitted. */
export async function holdWrites(databaseUrl: string, table: string): Promise<HeldTable> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("begin")
  await client.query(`lock table ${table} in share mode`)
  return {
    async untilReached() {
      await until(`something would write into ${table}`, async () => {
        const { rows } = await client.query(
          "select 1 from pg_locks where relation = $1::regclass and not granted",
          [table],
        )
        return rows.length > 0
      })
    },
    letGo: () => client.end(),
  }
}
