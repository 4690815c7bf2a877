import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { expect, it } from "vitest"
import { envSchema } from "../src/env"

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => join("docs", path)),
  ...readdirSync("packages").map((name) => join("packages", name, "README.md")),
]

it("explains every variable that the shop reads, and no other", () => {
  const example = readFileSync(".env.local.example", "utf8")
  const explained = [...example.matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name)
  expect([...explained].sort()).toEqual(Object.keys(envSchema.shape).sort())
})

it("sets nothing in the example, so that a copy of it runs like no file at all", () => {
  const lines = readFileSync(".env.local.example", "utf8").split("\n")
  expect(lines.filter((line) => line !== "" && !line.startsWith("# "))).toEqual([])
})

it.each(documents)("links in %s only to files that exist", (document) => {
  const targets = [...readFileSync(document, "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target?.split("#")[0] ?? "")
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
  expect(targets.filter((target) => !existsSync(join(dirname(document), target)))).toEqual([])
})
