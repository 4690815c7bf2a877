import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { expect, it } from "vitest"
import { envSchema } from "../src/env"
import { SHEET_COLUMNS } from "../src/store/orders/sheet-row"

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

it("writes a header for the fulfilment sheet that has the columns of its rows", () => {
  const script = readFileSync("scripts/setup-orders-sheet.mjs", "utf8")
  expect(script.match(/"(order_id [^"]+)"/)?.[1]?.split(" ")).toEqual(SHEET_COLUMNS)
})

it("names in the runbook every kind of alert that the code raises", () => {
  const runbook = readFileSync("docs/operations.md", "utf8")
  const kinds = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
    .flatMap((path) => [
      ...readFileSync(join("src", path), "utf8").matchAll(/\.raise\(\{\s*key:[^\n]*?,\s*kind: "([a-z-]+)"/g),
    ])
    .map(([, kind]) => kind)
  expect(kinds.length).toBeGreaterThan(4)
  expect(kinds.filter((kind) => !runbook.includes(`| \`${kind}\` |`))).toEqual([])
})
