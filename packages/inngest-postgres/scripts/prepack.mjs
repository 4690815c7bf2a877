// @ts-check
import { copyFileSync, readFileSync, writeFileSync } from "node:fs"
import { build } from "./build.mjs"

/**
 * `npm pack` runs this before it packs. The workspace uses the sources as they are; what is published is compiled, and
 * its package.json points there. `postpack` puts everything back.
 */
build(process.cwd())
copyFileSync("package.json", "package.json.workspace")
const manifest = JSON.parse(readFileSync("package.json", "utf8"))
manifest.exports = Object.fromEntries(
  Object.entries(manifest.exports).map(([name, source]) => {
    const built = source.replace("./src/", "./dist/").replace(/\.ts$/, "")
    return [name, { types: `${built}.d.ts`, default: `${built}.js` }]
  }),
)
manifest.bin = { "inngest-postgres": "dist/bin.js" }
delete manifest.devDependencies
delete manifest.scripts
writeFileSync("package.json", `${JSON.stringify(manifest, null, 2)}\n`)
