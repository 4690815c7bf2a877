import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { Client } from "pg"
import { prepareServer, type StoreServer } from "../../../tests/support/server"

/** Another shop, as a process of its own with a database of its own. */
export interface PeerShop {
  readonly name: string
  readonly server: StoreServer
  /** One shopper's way from an empty cart to an order that is confirmed and paid, over the shop's public API. */
  buy(): Promise<void>
}

/**
 * Makes the database, has `script` fill it, and prepares the shop's server. Resolves with what the filling printed.
 * @throws Error with the output of a filling that failed
 */
export async function prepareShop(
  script: string,
  postgresUrl: string,
  database: string,
  env: Record<string, string>,
): Promise<{ server: StoreServer; filled: string }> {
  const client = new Client({ connectionString: postgresUrl })
  await client.connect()
  await client.query(`create database ${database}`)
  await client.end()
  const file = fileURLToPath(new URL(script, import.meta.url))
  const url = new URL(postgresUrl)
  url.pathname = database
  const variables = { ...env, DATABASE_URL: url.href }
  const { stdout } = await promisify(execFile)(process.execPath, [file, "--fill"], {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", ...variables },
  })
  return { server: await prepareServer(variables, [process.execPath, file], "/health"), filled: stdout }
}
