import { createHash } from "node:crypto"
import { access, cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openDatabase } from "../../src/database"

const MIGRATIONS = "db/migrations"

/**
 * Fills the folder with an embedded database that has every table and no rows. Making one from nothing takes
 * seconds, so it is made once per set of migrations and copied from then on.
 */
export async function copyMigratedDirectory(target: string): Promise<void> {
  const template = await findTemplate()
  await cp(template, target, { recursive: true })
}

async function findTemplate(): Promise<string> {
  const shelf = join(tmpdir(), `swag-templates-${digest(process.cwd(), process.getuid?.() ?? 0)}`)
  const template = join(shelf, await fingerprint())
  if (await exists(template)) return template
  await mkdir(shelf, { recursive: true })
  const draft = await mkdtemp(join(shelf, "draft-"))
  const database = await openDatabase({ dataDir: draft })
  await database.migrate()
  await database.close()
  // Renamed when it is whole; another process may have been faster, and its template is as good.
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }))
  return template
}

/** Changes with the migrations and with the database itself, so that a template is never out of date. */
async function fingerprint(): Promise<string> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort()
  const migrations = await Promise.all(names.map((name) => readFile(join(MIGRATIONS, name), "utf8")))
  const pglite = createRequire(import.meta.url).resolve("@electric-sql/pglite")
  return digest(await readFile(join(pglite, "../../package.json"), "utf8"), ...names, ...migrations)
}

function digest(...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16)
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
