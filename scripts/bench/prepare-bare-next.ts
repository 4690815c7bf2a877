import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { Client } from "pg"
import { prepareServer, type StoreServer } from "../../tests/support/server"

const NEXT = "node_modules/next/dist/bin/next"
const APP = "scripts/bench/bare-next"

/**
 * An app of Next alone, with the same Next and React, built and as a process of its own: the part of a figure that is
 * Next's. With a database its routes commit and read one row there.
 */
export async function prepareBareNext(databaseUrl?: string): Promise<StoreServer> {
  await promisify(execFile)(process.execPath, [NEXT, "build", APP], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  })
  if (databaseUrl) {
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(
      "create table if not exists floor_rows (id bigserial primary key, body jsonb not null)",
    )
    await client.end()
  }
  return prepareServer(
    databaseUrl ? { DATABASE_URL: databaseUrl } : {},
    [process.execPath, NEXT, "start", APP],
    "/",
  )
}
