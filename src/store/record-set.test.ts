import { sql } from "drizzle-orm"
import { expect, it } from "vitest"
import { describeOnEveryDatabase, type OpenTestDatabase } from "../../tests/support/databases"
import { recordSet } from "./record-set"

const COLUMNS = { name: "text", count: "int", note: "text" } as const

type Row = Parameters<typeof recordSet<keyof typeof COLUMNS>>[0][number]

async function select(
  { db }: Awaited<ReturnType<OpenTestDatabase>>,
  rows: readonly Row[],
): Promise<unknown[]> {
  const { rows: read } = (await db.execute(
    sql`select * from ${recordSet(rows, "r", COLUMNS)}`,
  )) as unknown as {
    rows: unknown[]
  }
  return read
}

describeOnEveryDatabase("rows as a table of a statement", (open) => {
  it("come out as they went in, whatever letters are in them and however many there are", async () => {
    const database = await open()
    const rows = [
      { name: `"a", {b}, \\c, 'd'`, count: -1, note: null },
      { name: "", count: null, note: "NULL" },
      { name: "größe 🎽\n\t,", count: 2_147_483_647, note: " " },
    ]
    const read = await select(database, rows)
    expect(read).toEqual(rows)
    const none = await select(database, [])
    expect(none).toEqual([])
    await database.close()
  })

  it("keep what no text of the database can hold as the replacement character", async () => {
    const database = await open()
    const rows = [{ name: "a\0b", count: 1, note: "half \ud83d" }]
    const read = await select(database, rows)
    expect(read).toEqual([{ name: "a\ufffdb", count: 1, note: "half \ufffd" }])
    await database.close()
  })
})
