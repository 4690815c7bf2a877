import { sql } from "drizzle-orm"
import { describe, expect, it } from "vitest"
import { openOnPostgres } from "./databases"

describe("the tests' Postgres", () => {
  it("is a real server that takes several connections at once", async () => {
    const database = await openOnPostgres()
    const pids = await Promise.all(
      Array.from({ length: 5 }, () =>
        database.db.execute(sql`select pg_backend_pid() as pid, pg_sleep(0.05)`),
      ),
    )
    const distinct = new Set(
      pids.map((result) => (result as unknown as { rows: { pid: number }[] }).rows[0]?.pid),
    )
    expect(distinct.size).toBeGreaterThan(1)
    await database.close()
  })
})
