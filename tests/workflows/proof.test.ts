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
import { proveLedger } from "../../src/store/proof/prove-ledger"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { checkout, payOn, STICKERS } from "../support/order-journey"
import { ORIGIN, type RunningShop, runShop } from "../support/running-shop"

const run = promisify(execFile)

/** One wrong row for each rule, made behind the store's back. */
const DEFECTS: readonly [string, string][] = [
  ["I1", "update variants set stock = stock + 1 where id = 'var_sticker-pack-one'"],
  ["I2", "update checkouts set state = 'released'"],
  ["I3", "delete from outbox where id like 'order.placed:%'"],
  ["I4", "update orders set captured_cents = captured_cents - 1"],
  ["I4", "update order_days set revenue_cents = revenue_cents + 1"],
  ["I5", "update discount_codes set times_redeemed = 0"],
  ["I6", "update sheet_rows set order_id = 'ord_nobody'"],
  ["I7", "update mails set order_id = 'ord_nobody'"],
  ["I8", "update order_stages set status = 'running' where stage = 'capture-payment'"],
  ["I9", "update engine.runs set status = 'running'"],
  ["I10", 'update orders set personal = \'{"email":"ada@example.com"}\''],
  ["I11", "update webhook_events set order_id = 'ord_nobody' where outcome = 'placed'"],
]

describe.each(["pglite", "postgres"] as const)("the proof (%s)", (on) => {
  let running: RunningShop
  let ctx: Context

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

  it.each(DEFECTS)("names %s when one of its rows is wrong", async (name, defect) => {
    const undo = new Error("undo")
    const found = inTransaction(ctx, async (tx) => {
      await tx.db.execute(sql.raw(defect))
      expect(await names(tx)).toContain(name)
      throw undo
    })
    await expect(found).rejects.toBe(undo)
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

  it("offers the ledger for a check without the store, which finds a changed row", async () => {
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

    await writeFile(file, ledger.replace(",-20,", ",-19,"))
    await expect(run(process.execPath, ["scripts/check-ledger.mjs", file])).rejects.toMatchObject({
      stderr: expect.stringContaining("The hash is"),
    })
    await writeFile(file, ledger.split("\r\n").slice(0, -2).join("\r\n"))
    await expect(
      run(process.execPath, ["scripts/check-ledger.mjs", file, "--head", ledgerHead]),
    ).rejects.toMatchObject({ stderr: expect.stringContaining("another one, or was changed") })
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
