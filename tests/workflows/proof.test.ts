import { execFile } from "node:child_process"
import { mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { GET as getLedger } from "../../src/app/(shop)/proof/ledger/route"
import { type Context, inTransaction } from "../../src/store/context"
import { generateDiscount } from "../../src/store/discounts/generate-discount"
import { INVARIANTS } from "../../src/store/proof/invariants"
import { proveLedger } from "../../src/store/proof/prove-ledger"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { checkout, payOn, STICKERS } from "../support/order-journey"
import { DEFECTS } from "../support/planted-defects"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"

const run = promisify(execFile)

describe.each(["pglite", "postgres"] as const)("the proof (%s)", (on) => {
  let running: RunningShop
  let ctx: Context
  // The SQL is the same on both; on the slower one, one wrong row of each rule will do.
  const planted = DEFECTS.filter(
    ({ rule }, index) => on === "postgres" || DEFECTS.findIndex((defect) => defect.rule === rule) === index,
  )

  beforeAll(async () => {
    running = await runShop(on)
    ctx = running.shop.contextFor({ kind: "system", id: "test" })
    const [code] = await generateDiscount(ctx, { kind: "sales_credit" })
    const items = [{ ...STICKERS, quantity: 20 }]
    const { url } = (await (await checkout({ items, discountCode: code?.code })).json()) as { url: string }
    await payOn(url)
    await running.settle()
  })
  afterAll(() => running.close())

  const names = async (at: Context) =>
    (await verifyInvariants(at, new Date(Date.now() + 1_000)))
      .filter(({ violations }) => violations > 0)
      .map(({ name }) => name)

  it("holds after an order", async () => {
    expect(await names(ctx)).toEqual([])
  })

  it.each(planted)("names $rule when a row $says", async ({ rule, says, sql: defect }) => {
    const undo = new Error("undo")
    const found = inTransaction(ctx, async (tx) => {
      for (const statement of defect.split(/;\s+(?=alter|insert|update)/))
        await tx.db.execute(sql.raw(statement))
      const verdicts = await verifyInvariants(tx, new Date(Date.now() + 1_000))
      const problems = verdicts.find(({ name }) => name === rule)?.examples.map(({ problem }) => problem)
      expect(problems).toContainEqual(expect.stringMatching(says))
      throw undo
    })
    await expect(found).rejects.toBe(undo)
  })

  it("has a wrong row for each of its checks", () => {
    for (const { name, checks } of INVARIANTS) {
      expect(DEFECTS.filter(({ rule }) => rule === name).length, name).toBeGreaterThanOrEqual(checks.length)
    }
  })

  it("shows where every piece is, and ties the ledger's rows to one hash", async () => {
    const proof = await proveLedger(ctx)
    expect(proof).toMatchObject({ orders: 1, ledgerHead: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(proof.balances.find(({ variantId }) => variantId === STICKERS.variantId)).toMatchObject({
      opening: 120,
      received: 0,
      corrected: 0,
      sold: 20,
      stock: 100,
      held: 0,
    })
    for (const { opening, received, corrected, sold, stock } of proof.balances) {
      expect(opening + received + corrected - sold).toBe(stock)
    }
  })

  it("offers the ledger for a check without the store, which finds what was changed, moved, repeated or left out", async () => {
    const { ledgerHead } = await proveLedger(ctx)
    const response = await getLedger(new Request(`${ORIGIN}/proof/ledger`), { params: Promise.resolve({}) })
    const ledger = await response.text()
    expect(ledger).not.toContain("@")
    expect(ledger).not.toContain("ord_")
    const file = join(await mkdtemp(join(tmpdir(), "swag-ledger-")), "ledger.csv")
    await writeFile(file, ledger)
    const { stdout } = await run(process.execPath, ["scripts/check-ledger.mjs", file, "--head", ledgerHead])
    expect(stdout).toContain("var_sticker-pack-one\t100")
    expect(stdout).toContain(`Head: ${ledgerHead}`)

    const lines = ledger.split("\r\n").slice(0, -1)
    const forged: [string, string[]][] = [
      ["The hash is", lines.map((line) => line.replace(",-20,", ",-19,"))],
      ["The hash is", [...lines.slice(0, -2), ...lines.slice(-2).reverse()]],
      ["comes after row", [...lines, lines.at(-1) ?? ""]],
      ["The hash is", lines.toSpliced(2, 1)],
      ["another one, or was changed", lines.slice(0, -1)],
      ["another one, or was changed", lines.slice(0, 1)],
      ["The first line must be", lines.slice(1)],
    ]
    for (const [stderr, rows] of forged) {
      await writeFile(file, rows.join("\r\n"))
      await expect(
        run(process.execPath, ["scripts/check-ledger.mjs", file, "--head", ledgerHead]),
      ).rejects.toMatchObject({ stderr: expect.stringContaining(stderr) })
    }
  })

  it("tells the operators of a broken rule once a day", async () => {
    await ctx.db.execute(sql.raw("update variants set held = 1 where id = 'var_sticker-pack-one'"))
    await proveLedger(ctx)
    await proveLedger(ctx)
    expect(await running.look("select count(*)::int as alerts from alerts where kind = 'invariant'")).toEqual(
      {
        alerts: 1,
      },
    )
  })
})
