import { existsSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

const text = readFileSync("docs/faults.md", "utf8")
const rows = [...text.matchAll(/^\| (F\d+) \| ([^|]+) \| ([^|]+) \|([^|]*)\|$/gm)].map(
  ([, id = "", , shown = "", different = ""]) => ({ id, shown, different }),
)

it("the table of faults has every row once, in order", () => {
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, index) => `F${index + 1}`))
})

it.each(rows)("$id names what shows it, or why nothing does", ({ shown, different }) => {
  if (shown.trim() === "none") expect(different.trim()).not.toBe("")
  else expect(shown.match(/`[^`]+`/g) ?? []).not.toEqual([])
})

it("names only files that exist", () => {
  const paths = [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs))`/g)].map(([, path = ""]) => path)
  expect(paths.length).toBeGreaterThan(25)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})
