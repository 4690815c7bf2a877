import { createHash } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { transpile } from "../../scripts/transpile.mjs"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const PARTS = ["src", "tests/support"] as const

let known: string | undefined

/** The path of crash-child as plain modules, once for each state of the sources: it starts much faster than from them. */
export function compiledChild(): string {
  known ??= join(compiledSources(), "tests/support/crash-child.js")
  return known
}

function compiledSources(): string {
  const cache = join(ROOT, "node_modules/.cache")
  const folder = join(cache, `crash-${fingerprint()}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const draft = mkdtempSync(join(cache, "draft-"))
  writeFileSync(join(draft, "package.json"), `{"type":"module"}`)
  for (const part of PARTS) transpile(join(ROOT, part), join(draft, part))
  try {
    // Whole or not at all: another test file may be doing the same.
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(draft, { recursive: true })
  }
  return folder
}

function fingerprint(): string {
  const hash = createHash("sha1")
  for (const part of PARTS) {
    for (const path of readdirSync(join(ROOT, part), { recursive: true, encoding: "utf8" }).sort()) {
      if (path.endsWith(".ts")) hash.update(path).update(readFileSync(join(ROOT, part, path)))
    }
  }
  return hash.digest("hex").slice(0, 16)
}
