// @ts-check
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import ts from "typescript"

/**
 * Writes modules that Node can load as they are: every TypeScript file under `from`, tests aside, without its types, at
 * the same place under `to`.
 * @param {string} from
 * @param {string} to
 */
export function transpile(from, to) {
  const paths = readdirSync(from, { recursive: true, encoding: "utf8" })
  for (const path of paths) {
    if (!path.endsWith(".ts") || path.endsWith(".test.ts")) continue
    const { outputText } = ts.transpileModule(readFileSync(join(from, path), "utf8"), {
      fileName: path,
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        verbatimModuleSyntax: true,
      },
    })
    const target = join(to, path.replace(/\.ts$/, ".js"))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, withExtensions(outputText))
  }
}

/**
 * Relative imports as Node wants them, with the name of the file; the sources leave the ending out.
 * @param {string} text
 */
export function withExtensions(text) {
  return text.replace(
    /^((?:import|export)\b.*?|.*\bimport\()(["'])(\.\.?\/[^"']+?)(?:\.ts)?\2/gm,
    "$1$2$3.js$2",
  )
}
