import { sql } from "drizzle-orm"
import { describe, expect, it } from "vitest"
import { startDatabaseGate } from "../tests/support/database-gate"
import { createPostgresDatabase } from "../tests/support/databases"
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

describe("Postgres", () => {
  it("keeps the connection over which it has refused a statement", async () => {
    const database = await openDatabase({ databaseUrl: await createPostgresDatabase() })
    const connection = async () => (await database.sql.query("select pg_backend_pid() as pid")).rows
    const before = await connection()
    await expect(database.sql.query("select 1 / 0")).rejects.toThrow("division by zero")
    await expect(database.db.execute(sql`select 1 / 0`)).rejects.toThrow()
    expect(await connection()).toEqual(before)
    await database.close()
  })

  it("that was away has every connection free again, whatever was under way", async () => {
    const gate = await startDatabaseGate(await createPostgresDatabase())
    const database = await openDatabase({ databaseUrl: gate.url })
    const asManyAsFit = () =>
      Promise.allSettled(
        Array.from({ length: 20 }, () =>
          database.db.transaction((tx) => tx.execute(sql`select pg_sleep(0.1)`)),
        ),
      )
    expect((await asManyAsFit()).map(({ status }) => status)).not.toContain("rejected")
    for (const when of [0, 50]) {
      const shut = new Promise((resolve) => setTimeout(resolve, when)).then(() => gate.shut())
      await asManyAsFit()
      await shut
      await gate.open()
      expect((await asManyAsFit()).map(({ status }) => status)).not.toContain("rejected")
    }
    await database.close()
    await gate.close()
  })
})
