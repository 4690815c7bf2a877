import { existsSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

const text = readFileSync("docs/security.md", "utf8")
const rows = [...text.matchAll(/^\| (S\d+) \| ([^|]+) \| ([^|]+) \|/gm)].map(([, id = "", , shown = ""]) => ({
  id,
  shown,
}))

it("the table of threats has every row once, in order", () => {
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `S${index + 1}`))
})

it.each(rows)("$id names what shows it", ({ shown }) => {
  expect(shown.match(/`[^`]+`/g) ?? []).not.toEqual([])
})

it("names only files that exist", () => {
  const paths = [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs|md|json))`/g)].map(([, path = ""]) => path)
  expect(paths.length).toBeGreaterThan(25)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})
