import { execFile } from "node:child_process"
import { existsSync, rmSync } from "node:fs"
import { cp, mkdtemp, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { Client } from "pg"
import { prepareServer, type StoreServer } from "../../tests/support/server"

const NEXT = "node_modules/next/dist/bin/next"

/**
 * An app of Next alone, with the same Next and React, built and as a process of its own: the part of a figure that is
 * Next's. With a database its route commits and reads one row there.
 */
export async function prepareBareNext(databaseUrl?: string): Promise<StoreServer> {
  const app = await copyApp()
  await promisify(execFile)(process.execPath, [NEXT, "build", app], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  })
  if (existsSync(join(app, ".next/server/instrumentation.js"))) {
    throw new Error("The bare Next took the store's own start into its build, and is not bare.")
  }
  if (databaseUrl) await makeTable(databaseUrl)
  const env = databaseUrl ? { DATABASE_URL: databaseUrl } : undefined
  return prepareServer(env, [process.execPath, NEXT, "start", app], "/")
}

/** Away from the repository: Turbopack looks for a proxy and a start in every folder above the app. */
async function copyApp(): Promise<string> {
  const app = await mkdtemp(join(tmpdir(), "swag-bare-next-"))
  process.once("exit", () => rmSync(app, { recursive: true, force: true }))
  await cp("scripts/bench/bare-next", app, { recursive: true })
  await writeFile(join(app, "package.json"), JSON.stringify({ private: true }))
  await symlink(resolve("node_modules"), join(app, "node_modules"))
  return app
}

async function makeTable(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("create table if not exists floor_rows (id bigserial primary key, body jsonb not null)")
  await client.end()
}
