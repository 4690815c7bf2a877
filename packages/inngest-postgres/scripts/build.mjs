// @ts-check
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { transpile, withExtensions } from "./transpile.mjs"

/**
 * Writes dist: the sources as modules for Node, and their types.
 * @param {string} root of the package
 */
export function build(root) {
  const dist = join(root, "dist")
  rmSync(dist, { recursive: true, force: true })
  transpile(join(root, "src"), dist)
  declareTypes(root, dist)
}

/**
 * @param {string} root
 * @param {string} dist
 */
function declareTypes(root, dist) {
  const entries = ["index.ts", "databases/postgres-database.ts", "databases/pglite-database.ts"]
  const program = ts.createProgram(
    entries.map((path) => join(root, "src", path)),
    {
      declaration: true,
      emitDeclarationOnly: true,
      outDir: dist,
      rootDir: join(root, "src"),
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      strict: true,
      skipLibCheck: true,
      types: ["node"],
    },
  )
  const { diagnostics } = program.emit()
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics]
  if (problems.length > 0) {
    throw new Error(
      ts.formatDiagnostics(problems, { ...ts.createCompilerHost({}), getCanonicalFileName: String }),
    )
  }
  for (const path of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".d.ts")) continue
    const file = join(dist, path)
    writeFileSync(file, withExtensions(readFileSync(file, "utf8")))
  }
}
