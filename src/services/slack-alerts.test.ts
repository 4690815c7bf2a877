import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { openEmbedded } from "../../tests/support/databases"
import { startVendor, type VendorServer } from "../../tests/support/vendor-server"
import type { DatabaseHandle } from "../database"
import { createAlertList, listAlerts } from "./alert-list"
import { createLogger } from "./logger"
import { createSlackLowStock } from "./low-stock"
import { createSlackAlerts } from "./slack-alerts"

let database: DatabaseHandle
let slack: VendorServer
beforeEach(async () => {
  database = await openEmbedded()
  slack = await startVendor(() => "ok")
})
afterEach(async () => {
  await slack.close()
  await database.close()
})

const open = () =>
  createSlackAlerts(
    createAlertList(database.db),
    database.db,
    { webhookUrl: `${slack.origin}/services/x`, appOrigin: "https://shop.test" },
    createLogger("silent"),
  )
const ALERT = { key: "a", kind: "order-failed", message: "Order <ord_1> & friends failed.", orderId: "ord_1" }

describe("alerts with Slack", () => {
  it("go to the channel once per key, as text that Slack cannot read as markup", async () => {
    const alerts = open()
    await alerts.raise(ALERT)
    await alerts.raise(ALERT)
    expect(slack.calls).toHaveLength(1)
    const { blocks } = JSON.parse(slack.calls[0]?.body ?? "")
    expect(blocks[0].text.text).toBe("Order &lt;ord_1&gt; &amp; friends failed.")
    expect(blocks[1].elements[0].text).toContain("https://shop.test/admin/orders/ord_1")
  })

  it("wait in the list while Slack is down, and none is lost", async () => {
    const alerts = open()
    slack.fail({ status: 500 }, { status: 429 })
    await alerts.raise(ALERT)
    await alerts.raise({ ...ALERT, key: "b" })
    expect(await listAlerts(database.db, true)).toMatchObject([{ delivered: false }, { delivered: false }])
    expect(await alerts.flush()).toBe(2)
    expect(await alerts.flush()).toBe(0)
    expect(await listAlerts(database.db, true)).toMatchObject([{ delivered: true }, { delivered: true }])
  })
})

describe("what runs out, in Slack", () => {
  const item = {
    id: "ntc_1",
    variantId: "var_1",
    productName: "Cap & Co",
    sku: "INN-CAP",
    size: "",
    color: "black",
    stock: 2,
  }
  const open = () =>
    createSlackLowStock({ webhookUrl: slack.origin, mention: "<!here>", appOrigin: "https://shop.test" })

  it("is one message that calls whoever is to be called", async () => {
    await open().notify([item, { ...item, id: "ntc_2", stock: 0 }])
    expect(slack.calls).toHaveLength(1)
    const { text, blocks } = JSON.parse(slack.calls[0]?.body ?? "")
    expect(text).toBe("<!here> 2 pieces run out")
    expect(blocks[1].text.text).toContain("Cap &amp; Co, black (INN-CAP): none left")
  })

  it("says that Slack did not take it", async () => {
    slack.fail({ status: 500 }, { status: 404 })
    await expect(open().notify([item])).rejects.toMatchObject({ type: "SERVICE_UNAVAILABLE" })
    await expect(open().notify([item])).rejects.toMatchObject({ type: "INTERNAL_ERROR" })
  })
})
