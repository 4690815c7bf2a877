import { sql } from "drizzle-orm"
import { describe, expect, it } from "vitest"
import { openDatabase } from "./database"

describe("the embedded database", () => {
  it("refuses its outer handle inside a transaction instead of waiting for itself for ever", async () => {
    const database = await openDatabase({ dataDir: "memory://" })
    await expect(database.db.transaction(() => database.db.execute(sql`select 1`))).rejects.toThrow(
      /its own handle/,
    )
    await expect(database.sql.transaction(() => database.sql.query("select 1"))).rejects.toThrow(
      /its own handle/,
    )
    await expect(database.db.transaction((tx) => tx.execute(sql`select 1`))).resolves.toBeDefined()
    await database.close()
  })

  it("takes its migrations any number of times", async () => {
    const database = await openDatabase({ dataDir: "memory://" })
    await database.migrate()
    await database.migrate()
    const { rows } = await database.sql.query("select count(*)::int as count from products")
    expect(rows).toEqual([{ count: 0 }])
    await database.close()
  })

  it("undoes a transaction that throws", async () => {
    const database = await openDatabase({ dataDir: "memory://" })
    await database.sql.exec("create table t (n int)")
    const failed = database.sql.transaction(async (tx) => {
      await tx.query("insert into t values (1)")
      throw new Error("no")
    })
    await expect(failed).rejects.toThrow("no")
    expect((await database.sql.query("select * from t")).rows).toEqual([])
    await database.close()
  })
})
