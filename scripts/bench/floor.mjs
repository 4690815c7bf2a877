// @ts-check
// The least that a server could do for the same request, as a process of its own: `node scripts/bench/floor.mjs MODE`.
import { createHmac, timingSafeEqual } from "node:crypto"
import { createServer } from "node:http"
import pg from "pg"

const mode = process.argv[2]

/** @type {Record<string, () => Promise<import("node:http").RequestListener>>} */
const FLOORS = { webhook, buffer, stream }

const listener = await FLOORS[mode ?? ""]?.()
if (!listener)
  throw new Error(`There is no floor called ${mode}; there are ${Object.keys(FLOORS).join(", ")}.`)
const server = createServer(listener).listen(0, "127.0.0.1", () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`)
})

/** Checks one HMAC and commits one row. */
async function webhook() {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
  await pool.query("create table if not exists floor (id text primary key, body text not null)")
  return async (/** @type {any} */ request, /** @type {any} */ response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const [, time = "", signature = ""] = /t=(\d+),v1=(\w+)/.exec(request.headers["stripe-signature"]) ?? []
    const expected = createHmac("sha256", process.env.SECRET ?? "")
      .update(`${time}.${body}`)
      .digest("hex")
    if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return response.writeHead(400).end()
    await pool.query("insert into floor values ($1, $2) on conflict do nothing", [JSON.parse(body).id, body])
    response.writeHead(200, { "content-type": "application/json" }).end('{"received":true}')
  }
}

/** Answers the page of PAGE from memory. */
async function buffer() {
  const page = Buffer.from(await (await fetch(process.env.PAGE ?? "")).arrayBuffer())
  const headers = { "content-type": "text/html; charset=utf-8", "content-length": page.length }
  return (/** @type {any} */ _request, /** @type {any} */ response) =>
    response.writeHead(200, headers).end(page)
}

/** Listens to one channel of the database and writes each message to every open stream. */
async function stream() {
  /** @type {Set<import("node:http").ServerResponse>} */
  const viewers = new Set()
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query("listen floor")
  client.on("notification", ({ payload }) => {
    for (const viewer of viewers) viewer.write(`data: ${payload}\n\n`)
  })
  return (/** @type {any} */ _request, /** @type {any} */ response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(":\n\n")
    viewers.add(response)
    response.once("close", () => viewers.delete(response))
  }
}
