import { Client } from "pg"
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { readConfig } from "../../src/env"
import { BUNDLED_CATALOG } from "../../src/store/catalog/bundled-catalog"
import { productInputSchema } from "../../src/store/catalog/product-input"
import type { Context } from "../../src/store/context"
import { decideImport } from "../../src/store/imports/decide-import"
import type { ImportState } from "../../src/store/imports/import-run"
import { requireImportRun } from "../../src/store/imports/queries"
import { requestImport } from "../../src/store/imports/request-import"
import { applyInventoryUpdate } from "../../src/store/inventory/apply-inventory-update"
import { upsertProduct } from "../../src/store/inventory/upsert-product"
import { openShop, type Shop } from "../../src/wiring"
import { createStoreDatabase } from "../support/databases"
import { holdWrites } from "../support/hold-writes"
import { prepareServer, type StoreServer } from "../support/server"
import { dieAt, expectBalance, requireBuild } from "../support/survive-kill"
import { until } from "../support/until"
import { startVendor } from "../support/vendor-server"

const RESET_SECRET = "secret-of-the-one-who-resets-it"
const STICKERS = "var_sticker-pack-one"
/** Two lines that count, and enough of others for a second portion. */
const SHIPMENT = `sku,size,qty\nINN-STICKERS,,30\nINN-AAI-TEE,M,4\n${"INN-NOBODY,,1\n".repeat(2_600)}`

/** What a model says about any document. */
const ONE_REMARK = {
  id: "chatcmpl_1",
  object: "chat.completion",
  created: 0,
  model: "gpt-test",
  choices: [
    {
      index: 0,
      finish_reason: "stop",
      message: { role: "assistant", content: '{"remarks":[{"line":2,"message":"Many stickers."}]}' },
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
}

const PIN = {
  name: "Pin",
  type: "Pin",
  sku: "INN-PIN",
  cover: "dark",
  priceDollars: "4",
  category: "accessories",
  variants: [{ stock: 9 }],
}

beforeAll(requireBuild)

let databaseUrl: string
let store: StoreServer
let shop: Shop | undefined
beforeEach(async () => {
  databaseUrl = await createStoreDatabase()
  store = await prepareServer({ DATABASE_URL: databaseUrl, SWAG_STORE_RESET_SECRET: RESET_SECRET })
})
afterEach(async () => {
  await store.kill("SIGKILL")
  await shop?.close()
  shop = undefined
})

describe("a store that is killed", () => {
  it("in each part of an import goes on with it, and applies it exactly once", {
    timeout: 600_000,
  }, async () => {
    const desk = await openDesk()
    const before = await lookAt(STICKERS)
    const { importRunId } = await requestImport(desk, { mode: "receive_shipment", documentText: SHIPMENT })
    const expectLeft = async (state: ImportState, received: number) => {
      await expectBalance({ databaseUrl })
      expect(await requireImportRun(desk.db, importRunId)).toMatchObject({ state })
      expect(await lookAt(STICKERS)).toEqual({ ...before, stock: before.stock + received })
      expect(await countMovements("receive_shipment")).toBe(received === 0 ? 0 : 2)
    }

    await dieAt(store, "read-document:inside")
    await expectLeft("reading", 0)
    // The rows are read and reviewed, and the proposal is being written.
    await dieAtWrite("import_items", () => store.start())
    await expectLeft("reading", 0)
    await dieAt(store, "read-document:effect")
    await expectLeft("waiting", 0)
    await store.start()
    await untilThereAre(1, "engine.waits where event_name = 'admin/inventory.import.decided'")
    await store.kill("SIGKILL")
    const { proposalHash } = await requireImportRun(desk.db, importRunId)
    await decideImport(desk, { importRunId, approve: true, proposalHash: proposalHash ?? "" })
    // The last that the one transaction writes: the stock is moved, the ledger and the outbox are written.
    await dieAtWrite("import_parts", () => store.start())
    await expectLeft("applying", 0)
    await dieAt(store, "apply-import:effect")
    await expectLeft("applied", 30)

    await store.start()
    await untilThereAre(0, "engine.runs where status in ('queued', 'running')")
    await expectLeft("applied", 30)
  })

  it("while a model looks at a document asks it again, and puts the document up for a decision once", async () => {
    let answers = false
    const openai = await startVendor(() => (answers ? ONE_REMARK : new Promise(() => undefined)))
    const desk = await openDesk()
    const { importRunId } = await requestImport(desk, { mode: "receive_shipment", documentText: SHIPMENT })
    await store.start({ OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: openai.origin })
    await until("the model is asked", async () => openai.calls.length === 1)
    await store.kill("SIGKILL")
    expect(await requireImportRun(desk.db, importRunId)).toMatchObject({ state: "reading", summary: null })
    await expectBalance({ databaseUrl })

    answers = true
    await store.start({ OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: openai.origin })
    await untilThereAre(1, "engine.waits where event_name = 'admin/inventory.import.decided'")
    expect(await requireImportRun(desk.db, importRunId)).toMatchObject({
      state: "waiting",
      summary: { variants: 2, remarks: 1, notes: [expect.stringContaining("A model has looked at")] },
    })
    // What was asked when the process died is asked again, and nothing else is.
    expect(new Set(openai.calls.map(({ body }) => body)).size).toBe(openai.calls.length - 1)
    await openai.close()
  })

  it("while it fills its shelf for the first time has filled none of it, and the next start fills all", async () => {
    await dieAtWrite("inventory_adjustments", () => store.start())
    expect(await lookAtShelf()).toEqual({ products: 0, variants: 0, stock: 0, movements: 0 })
    await store.start()
    const { products, variants, movements } = await lookAtShelf()
    expect(products).toBe(BUNDLED_CATALOG.length)
    expect(variants).toBe(BUNDLED_CATALOG.flatMap((product) => product.variants).length)
    expect(movements).toBe(variants)
    await expectBalance({ databaseUrl })
  })

  it("while it resets its catalogue leaves it as it was, and resets it when it is asked again", async () => {
    const desk = await openDesk()
    const filled = await lookAtShelf()
    await applyInventoryUpdate(desk, {
      mode: "audit_count",
      reason: "Counted",
      items: [
        { variantId: STICKERS, stock: 7 },
        { variantId: "var_black-step-socks-one", stock: 0 },
      ],
    })
    await upsertProduct(desk, productInputSchema.parse(PIN))
    const edited = await lookAtShelf()
    await store.start()
    // All is moved and archived by then, and the reset is being noted.
    await dieAtWrite("audit_log", reset)
    expect(await lookAtShelf()).toEqual(edited)
    await expectBalance({ databaseUrl })

    await store.start()
    expect((await reset()).status).toBe(200)
    expect(await lookAtShelf()).toEqual({ ...filled, movements: edited.movements + 2 })
    expect((await reset()).status).toBe(200)
    expect(await lookAtShelf()).toEqual({ ...filled, movements: edited.movements + 2 })
    await expectBalance({ databaseUrl })
  })
})

/** A shop of the tests' own beside the server, on the same database and without an engine. */
async function openDesk(): Promise<Context> {
  const INNGEST_ENCRYPTION_KEY = Buffer.alloc(32, 5).toString("base64")
  shop = await openShop(
    readConfig({ DATABASE_URL: databaseUrl, INNGEST_ENCRYPTION_KEY, LOG_LEVEL: "silent" }),
  )
  return shop.contextFor({ kind: "admin", email: "packer@shop.test", role: "packer" })
}

/** Kills the store when what is asked of it is about to write into the table. */
async function dieAtWrite(table: string, ask: () => Promise<unknown>): Promise<void> {
  const held = await holdWrites(databaseUrl, table)
  const asked = ask().catch(() => undefined)
  await held.untilReached()
  await store.kill("SIGKILL")
  await held.letGo()
  await asked
}

function reset(): Promise<Response> {
  return fetch(`${store.origin}/api/inventory/reset`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-swag-store-reset-secret": RESET_SECRET },
    body: JSON.stringify({
      actorEmail: "owner@shop.test",
      overwriteStock: true,
      deleteUnknownProducts: true,
    }),
  })
}

async function look<Row>(sql: string): Promise<Row> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows[0] as Row
}

function lookAt(variantId: string): Promise<{ stock: number; held: number }> {
  return look(`select stock, held from variants where id = '${variantId}'`)
}

function lookAtShelf() {
  return look<Record<"products" | "variants" | "stock" | "movements", number>>(`
    select (select count(*)::int from products where archived_at is null) as products,
      count(*)::int as variants, coalesce(sum(v.stock), 0)::int as stock,
      (select count(*)::int from inventory_adjustments) as movements
    from variants v join products p on p.id = v.product_id where p.archived_at is null`)
}

async function countMovements(mode: string): Promise<number> {
  return (
    await look<{ count: number }>(`select count(*)::int from inventory_adjustments where mode = '${mode}'`)
  ).count
}

async function untilThereAre(count: number, what: string): Promise<void> {
  await until(`there are ${count} ${what}`, async () => {
    return (await look<{ count: number }>(`select count(*)::int from ${what}`)).count === count
  })
}
