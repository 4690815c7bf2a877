import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, test } from "@playwright/test"
import { build } from "esbuild"
import { getClientSubscriptionToken } from "inngest/react"
import { channel } from "inngest/realtime"
import { z } from "zod"
import { createEngineServer } from "../../packages/inngest-postgres/src/server/create-engine-server"
import { openPglite } from "../../packages/inngest-postgres/tests/support/pglite-database"
import { serveApp } from "../../packages/inngest-postgres/tests/support/serve-app"

const ORDER = channel({ name: "order:k1", topics: { status: { schema: z.object({ at: z.string() }) } } })

/** A page of somebody's app, with the SDK's own hook. */
const PAGE = `
  import { createRoot } from "react-dom/client"
  import { createElement } from "react"
  import { useRealtime } from "inngest/react"
  const token = async () => (await fetch("/token")).json()
  function Order() {
    const { connectionStatus, messages } = useRealtime({ channel: "order:k1", topics: ["status"], token })
    return createElement("p", null, connectionStatus + ": " + messages.all.map(({ data }) => data.at).join(", "))
  }
  createRoot(document.getElementById("order")).render(createElement(Order))
`

test("useRealtime of the SDK hears an order's messages from the engine's server, also after the server was away", async ({
  page,
}) => {
  const db = await openPglite()
  const open = (port: number) => createEngineServer({ db, appUrls: [], port, retryDelayMs: () => 1 })
  let engine = await open(0)
  const port = Number(new URL(engine.url).port)
  const app = await serveApp(
    (inngest) => [
      inngest.createFunction({ id: "pack", triggers: { event: "shop/pack" } }, async ({ event, step }) => {
        await step.realtime.publish("tell", ORDER.status, { at: String(event.data.at) })
      }),
    ],
    { isDev: true, baseUrl: engine.url },
  )
  await engine.sync(app.url)
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: process.cwd() },
    bundle: true,
    format: "iife",
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
  })
  const site = createServer(async ({ url }, response) => {
    if (url === "/token") {
      const token = await getClientSubscriptionToken(app.inngest, { channel: ORDER, topics: ["status"] })
      response.setHeader("content-type", "application/json").end(JSON.stringify(token))
    } else if (url === "/page.js") response.end(outputFiles[0]?.text)
    else {
      response.setHeader("content-type", "text/html")
      response.end('<!doctype html><div id="order"></div><script src="/page.js"></script>')
    }
  }).listen(0)

  await page.goto(`http://localhost:${(site.address() as AddressInfo).port}`)
  const order = page.locator("#order")
  await expect(order).toHaveText("open: ")
  await app.inngest.send({ name: "shop/pack", data: { at: "packed" } })
  await expect(order).toHaveText("open: packed")

  await engine.close()
  await expect(order).not.toContainText("open")
  engine = await open(port)
  await engine.sync(app.url)
  await expect(order).toContainText("open")
  await app.inngest.send({ name: "shop/pack", data: { at: "shipped" } })
  await expect(order).toHaveText("open: packed, shipped")

  site.closeAllConnections()
  site.close()
  await app.close()
  await engine.close()
  await db.close()
})
