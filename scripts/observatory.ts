import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer, request as forward, type RequestListener } from "node:http"
import { createServer as createTlsServer } from "node:https"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { freePort, prepareServer } from "../tests/support/server"
import { signInAs } from "../tests/support/sign-in"

/**
 * Prints what MDN's HTTP Observatory says of each kind of page of the production form, behind https as a proxy would
 * bring it. The scanner is no dependency: `npm install --ignore-scripts @mdn/mdn-http-observatory` in a folder of its
 * own and name that package's folder in OBSERVATORY. Ends with 1 when a page has less than A+.
 */
const folder = process.env.OBSERVATORY
if (!folder) throw new Error("OBSERVATORY is missing: name the folder of @mdn/mdn-http-observatory.")
const certificates = process.env.OBSERVATORY_CERTIFICATES
if (!certificates) process.exit(await again())

const PAGES = [
  "/",
  "/products/anti-anti-infra-tee",
  "/cart",
  "/sign-in",
  "/admin",
  "/proof",
  "/api/ai",
  "/orders/unknown",
]
const DESK = ["/admin/orders", "/admin/inventory", "/admin/outbox"]

interface Finding {
  readonly result: string
  scoreModifier: number
}
const load = (path: string) => import(pathToFileURL(join(folder, "src", path)).href)
const { retrieve } = await load("retriever/retriever.js")
const { ALL_TESTS } = (await load("constants.js")) as { ALL_TESTS: ((found: unknown) => Finding)[] }
const { getGradeForScore, getScoreModifier } = await load("grader/grader.js")
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await load("grader/charts.js")

const httpsPort = await freePort()
const httpPort = await freePort()
const origin = `https://localhost:${httpsPort}`
const store = await prepareServer({ NEXT_PUBLIC_APP_URL: origin })
await store.start()
const proxy = createTlsServer(
  {
    key: await readFile(join(certificates, "key.pem")),
    cert: await readFile(join(certificates, "cert.pem")),
  },
  toStore,
).listen(httpsPort)
const redirect = createServer((asked, answer) => {
  answer.writeHead(301, { location: `${origin}${asked.url}` }).end()
}).listen(httpPort)

let short = 0
const cookie = await signInAs("admin", store.origin, origin)
for (const path of [...PAGES, await paymentPage()]) await scan(path)
for (const path of DESK) await scan(path, [`Cookie: ${cookie}`])

proxy.close()
redirect.close()
await store.kill("SIGTERM")
process.exit(short > 0 ? 1 : 0)

async function scan(path: string, headers: string[] = []): Promise<void> {
  const found = await retrieve("localhost", {
    httpPort,
    httpsPort,
    path,
    headers: ["Accept: text/html", ...headers],
  })
  tellPoliciesApart(found.responses.auto.headers)
  const findings = ALL_TESTS.map((test) => test(found))
  const points = findings.map(({ result }) => getScoreModifier(result) as number)
  const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0)
  const without = 100 + sum(points.filter((one) => one < 0))
  const { score, grade } = getGradeForScore(
    without >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? 100 + sum(points) : without,
  )
  const lost = findings.map(({ result }) => result).filter((_, index) => (points[index] ?? 0) < 0)
  if (grade !== "A+") short++
  console.log(
    `${grade} ${score} ${path.replace(/cs_\w+/, "cs_…")} (${found.responses.auto?.status}) ${lost.join(", ")}`,
  )
}

/**
 * Cached pages have two policies. Node joins headers of one name with commas, by which browsers tell policies apart; the
 * scanner does not, but takes a list.
 * @see https://www.w3.org/TR/CSP3/#parse-response-csp
 */
function tellPoliciesApart(headers: Record<string, unknown>): void {
  const policies = headers["content-security-policy"]
  if (typeof policies === "string") headers["content-security-policy"] = policies.split(", ")
}

function toStore(...[asked, answer]: Parameters<RequestListener>): void {
  const { hostname, port } = new URL(store.origin)
  const headers = { ...asked.headers, "x-forwarded-proto": "https" }
  const passed = forward({ hostname, port, path: asked.url, method: asked.method, headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers)
    got.pipe(answer)
  })
  asked.pipe(passed)
}

async function paymentPage(): Promise<string> {
  const response = await fetch(`${store.origin}/api/checkout`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({
      items: [{ productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 1 }],
    }),
  })
  const { url } = (await response.json()) as { url: string }
  return new URL(url).pathname
}

/** Node reads the certificates that it trusts when it starts, so this starts once more with one made for the moment. */
async function again(): Promise<number> {
  const made = await mkdtemp(join(tmpdir(), "swag-observatory-"))
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
  const files = ["-keyout", join(made, "key.pem"), "-out", join(made, "cert.pem")]
  await once(
    spawn("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", ...names, ...files]),
    "exit",
  )
  const env = {
    ...process.env,
    OBSERVATORY_CERTIFICATES: made,
    NODE_EXTRA_CA_CERTS: join(made, "cert.pem"),
  }
  const [code] = await once(
    spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], { env, stdio: "inherit" }),
    "exit",
  )
  await rm(made, { recursive: true })
  return code ?? 1
}
