import { afterEach, describe, expect, it } from "vitest"
import { StoreError } from "../../src/errors"
import type { Context } from "../../src/store/context"
import { clearOldLines } from "../../src/store/imports/clear-old-lines"
import { decideImport } from "../../src/store/imports/decide-import"
import { type ImportRunRow, listImportRuns, requireImportRun } from "../../src/store/imports/queries"
import { repeatDecisions } from "../../src/store/imports/repeat-decisions"
import { requestImport } from "../../src/store/imports/request-import"
import { listRows } from "../../src/store/imports/row-queries"
import { applyInventoryUpdate } from "../../src/store/inventory/apply-inventory-update"
import { GROUNDS, type Ground, type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
let desk: Context
afterEach(() => running.close())

/** Enough to need many portions and to be too large for an event; \`scripts/bench-import.ts\` reads 100,000. */
const LINES = 5_000
const LINE_KINDS = [
  "INN-STICKERS,,1",
  "INN-AAI-TEE,M,1",
  "INN-NOBODY,,1",
  "INN-STICKERS,,some",
  "INN-AAI-TEE,,1",
]

const SHIPMENT = "sku,size,qty\nINN-STICKERS,,30\nINN-AAI-TEE,M,4\n"

async function open(on: Ground): Promise<void> {
  running = await runShop(on)
  desk = running.shop.contextFor({ kind: "admin", email: "packer@shop.test", role: "packer" })
}

async function handIn(documentText: string): Promise<ImportRunRow> {
  const { importRunId } = await requestImport(desk, {
    mode: "receive_shipment",
    documentText,
    sourceName: "Delivery",
  })
  await running.settle()
  return requireImportRun(desk.db, importRunId)
}

async function decide({ id, proposalHash }: ImportRunRow, approve: boolean): Promise<ImportRunRow> {
  await decideImport(desk, { importRunId: id, approve, proposalHash: proposalHash ?? "" })
  await running.settle()
  return requireImportRun(desk.db, id)
}

const stock = async () =>
  (await running.look<{ stock: number }>("select stock from variants where id = 'var_sticker-pack-one'"))
    .stock

describe.each(GROUNDS)("a document's way into the stock (%s)", (on) => {
  it("is read, waits for an admin, and is applied once as it was shown", async () => {
    await open(on)
    const run = await handIn(SHIPMENT)
    expect(run).toMatchObject({ state: "waiting", message: null })
    expect(run.summary).toEqual({ rows: 2, problems: {}, remarks: 0, variants: 2, notes: [] })
    expect(await stock()).toBe(120)
    expect(await decide(run, true)).toMatchObject({
      state: "applied",
      decidedBy: "packer@shop.test",
    })
    expect(await stock()).toBe(150)
    expect(await running.look("select count(*)::int as parts from import_parts")).toEqual({ parts: 0 })
    await expect(decide(run, true)).rejects.toMatchObject({ type: "CONFLICT" })
    expect(await stock()).toBe(150)
  })

  it("changes nothing when it is rejected, or when the shelf has moved since it was shown", async () => {
    await open(on)
    expect(await decide(await handIn(SHIPMENT), false)).toMatchObject({ state: "rejected" })
    const run = await handIn(SHIPMENT)
    await applyInventoryUpdate(desk, {
      mode: "audit_count",
      reason: "Counted",
      items: [{ variantId: "var_sticker-pack-one", stock: 100 }],
    })
    const refused = await decide(run, true)
    expect(refused.state).toBe("failed")
    expect(refused.message).toContain("Nothing was applied.")
    expect(await stock()).toBe(100)
  })

  it("refuses an approval of anything but what was shown", async () => {
    await open(on)
    const run = await handIn(SHIPMENT)
    await expect(
      decideImport(desk, { importRunId: run.id, approve: true, proposalHash: "another" }),
    ).rejects.toMatchObject({ type: "CONFLICT" })
    // Even a row that was changed behind the store's back is not what the admin has seen.
    await running.look(
      `update import_items set new_stock = 9999 where import_run_id = '${run.id}' and variant_id = 'var_sticker-pack-one'`,
    )
    expect(await decide(run, true)).toMatchObject({ state: "failed" })
    expect(await stock()).toBe(120)
  })

  it("says why a document cannot be read", async () => {
    await open(on)
    expect(await handIn("   \n\n")).toMatchObject({
      state: "failed",
      message: expect.stringMatching(/.{10,}/),
    })
  })

  it("of many lines is read in portions, reviewed in pages, problems first, and applied in one go", async () => {
    await open(on)
    const lines = Array.from({ length: LINES }, (_, n) => LINE_KINDS[n % LINE_KINDS.length])
    const run = await handIn(
      `sku,size,qty,note\n${lines.map((line) => `${line},${"n".repeat(60)}`).join("\n")}\n`,
    )
    const each = LINES / LINE_KINDS.length
    expect(run).toMatchObject({
      state: "waiting",
      rowsRead: LINES,
      summary: { rows: LINES, variants: 2, problems: { unknown: each, "no-number": each, ambiguous: each } },
    })
    const first = await listRows(desk.db, run.id, { kind: "unknown", limit: 3 })
    expect(first.map(({ line, problem }) => ({ line, problem }))).toEqual(
      [4, 9, 14].map((line) => ({ line, problem: 'Nothing on the shelf is called "INN-NOBODY".' })),
    )
    const last = { rank: 0, position: LINES }
    const [fine] = await listRows(desk.db, run.id, { after: last, limit: 1 })
    expect(fine).toMatchObject({
      line: 7,
      remark: "Stands on line 2 too; they were added up.",
      newStock: 120 + each,
    })
    expect(await decide(run, true)).toMatchObject({ state: "applied", message: "2 variants changed." })
    expect(await stock()).toBe(120 + each)
    // What waits for the engine stays small: the document is in the run.
    expect(
      await running.look("select count(*)::int as large from outbox where length(payload::text) > 10000"),
    ).toEqual({ large: 0 })
  })

  it("hears an approval that came before it was listening", async () => {
    await open(on)
    const run = await handIn(SHIPMENT)
    // The engine has lost the event, as when the decision came in the instant before the wait began.
    await decideImport(desk, { importRunId: run.id, approve: true, proposalHash: run.proposalHash ?? "" })
    await running.look("update outbox set sent_at = now() where name = 'admin/inventory.import.decided'")
    await running.settle()
    expect(await requireImportRun(desk.db, run.id)).toMatchObject({ state: "applying" })
    const later = { ...desk, now: () => new Date(Date.now() + 10 * 60_000) }
    await repeatDecisions(later)
    await running.look("update outbox set next_attempt_at = now() where sent_at is null")
    await running.settle()
    expect(await requireImportRun(desk.db, run.id)).toMatchObject({ state: "applied" })
    expect(await stock()).toBe(150)
  })

  it("takes a document whose event came from elsewhere", async () => {
    await open(on)
    await running.shop.ports.workflow.send({
      id: "from-elsewhere",
      name: "admin/inventory.document_import.requested",
      data: {
        appOrigin: "http://localhost:3000",
        actorEmail: "ops@shop.test",
        sourceName: "mail",
        contentType: "text/plain",
        documentText: SHIPMENT,
      },
    })
    await running.settle()
    expect(await running.look("select state, requested_by from import_runs")).toEqual({
      state: "waiting",
      requested_by: "ops@shop.test",
    })
  })
})

describe("the inventory sheet", () => {
  const SHEET = "sku,size,count\nINN-STICKERS,,77\n"

  async function openWithSheet(read: () => Promise<string>): Promise<void> {
    running = await runShop("pglite", {
      wrapPorts: (ports) => ({ ...ports, inventorySheet: { name: "Stock", read } }),
    })
    desk = running.shop.contextFor({ kind: "admin", email: "packer@shop.test", role: "packer" })
  }

  const runs = () => listImportRuns(desk.db, 10)

  it("is read as a count when an event asks for it, once however often the event comes and Google fails", async () => {
    let failures = 2
    await openWithSheet(async () => {
      if (failures-- > 0) throw new StoreError("SERVICE_UNAVAILABLE", "Not now.")
      return SHEET
    })
    const event = {
      name: "admin/inventory.import.requested",
      id: "monday",
      data: { actorEmail: "packer@shop.test" },
    }
    await running.shop.workflow.inngest.send(event)
    await running.shop.workflow.inngest.send(event)
    await running.settle()
    const [run, ...others] = await runs()
    expect(others).toEqual([])
    expect(run).toMatchObject({
      state: "waiting",
      mode: "audit_count",
      sourceName: "Google Sheet Stock",
      requestedBy: "packer@shop.test",
    })
    if (run) await decide(run, true)
    expect(await stock()).toBe(77)
  })

  it("that is not there, or empty, is told to the operators", async () => {
    await open("pglite")
    await running.shop.workflow.inngest.send({
      name: "admin/inventory.import.requested",
      data: { actorEmail: "packer@shop.test" },
    })
    await running.settle()
    expect(await runs()).toEqual([])
    expect(
      await running.look("select kind, message from alerts where kind = 'inventory-sheet'"),
    ).toMatchObject({
      message: expect.stringContaining("INVENTORY_SHEET_ID"),
    })
  })
})

it("keeps the lines of a document for ninety days after its run is over, and as long as it waits", async () => {
  await open("pglite")
  const applied = await decide(await handIn(SHIPMENT), true)
  const waiting = await handIn("sku,size,qty\nINN-STICKERS,,7\n")
  const clear = (days: number) =>
    clearOldLines({ ...desk, now: () => new Date(Date.now() + days * 86_400_000) })
  expect(await clear(89)).toEqual({ cleared: 0 })
  expect(await listRows(desk.db, applied.id, { limit: 10 })).toHaveLength(2)
  expect(await clear(91)).toEqual({ cleared: 1 })
  expect(await clear(91)).toEqual({ cleared: 0 })
  expect(await listRows(desk.db, applied.id, { limit: 10 })).toEqual([])
  expect(await requireImportRun(desk.db, applied.id)).toMatchObject({
    state: "applied",
    summary: { rows: 2 },
  })
  expect(await listRows(desk.db, waiting.id, { limit: 10 })).toHaveLength(1)
  expect(await decide(waiting, true)).toMatchObject({ state: "applied" })
})
