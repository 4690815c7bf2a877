import { execFile } from "node:child_process"
import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, test } from "vitest"

const run = promisify(execFile)
const root = fileURLToPath(new URL("..", import.meta.url))

let folder = ""
let installed = ""

/** Packs a copy, since packing changes the folder for a moment, and unpacks it where the workspace's modules are found. */
beforeAll(async () => {
  const cache = join(root, "node_modules/.cache")
  await mkdir(cache, { recursive: true })
  folder = await mkdtemp(join(cache, "pack-"))
  const source = join(folder, "source")
  const parts = ["src", "scripts", "package.json", "README.md", "LICENSE"]
  await mkdir(source)
  for (const part of parts) await cp(join(root, part), join(source, part), { recursive: true })
  await run("npm", ["pack", "--offline", "--pack-destination", folder], { cwd: source })
  installed = join(folder, "node_modules/inngest-postgres")
  await mkdir(installed, { recursive: true })
  await run("tar", [
    "xzf",
    join(folder, "inngest-postgres-0.1.0.tgz"),
    "--strip-components=1",
    "-C",
    installed,
  ])
  for (const part of parts) {
    if (part !== "src" && part !== "scripts") {
      expect(await readFile(join(source, part), "utf8")).toBe(await readFile(join(root, part), "utf8"))
    }
  }
}, 180_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

test("the README's first example runs in plain Node on the package as it is published", async () => {
  const readme = await readFile(join(installed, "README.md"), "utf8")
  const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
  expect(example).toContain(`from "inngest-postgres/pglite"`)
  const after = `
let run
do {
  await new Promise((resolve) => setTimeout(resolve, 50))
  run = await engine.getRun((await engine.listRuns())[0].id)
} while (run.status !== "completed")
await engine.stop()
await db.close()
console.log(JSON.stringify([run.output, run.steps.map((step) => step.name)]))
`
  await writeFile(join(folder, "example.mjs"), example + after)
  const { stdout } = await run(process.execPath, ["example.mjs"], { cwd: folder })
  expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toEqual([
    "label for ord_1",
    ["buy-label", "until-the-courier-comes"],
  ])
})

test("what it exports has code and types, its command runs, and it needs no TypeScript", async () => {
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"))
  expect(Object.keys(manifest.exports)).toEqual([".", "./postgres", "./pglite"])
  for (const { types, default: code } of Object.values<{ types: string; default: string }>(
    manifest.exports,
  )) {
    await access(join(installed, types))
    await access(join(installed, code))
  }
  expect(Object.keys(manifest.dependencies)).not.toContain("tsx")
  const { stdout } = await run(process.execPath, [
    join(installed, manifest.bin["inngest-postgres"]),
    "--help",
  ])
  expect(stdout).toContain("npx inngest-postgres --app-url")
})
