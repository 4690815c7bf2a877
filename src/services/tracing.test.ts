import { context, propagation, trace } from "@opentelemetry/api"
import { expect, it } from "vitest"
import { startVendor } from "../../tests/support/vendor-server"
import { inSpan } from "./trace"
import { startTracing } from "./tracing"

const CANARY = "ada.canary@example.com"
const TRACE = "0af7651916cd43dd8448eb211c80319c"

interface Exported {
  readonly name: string
  readonly traceId: string
  readonly attributes: readonly { key: string; value: { stringValue?: string } }[]
  readonly events?: readonly unknown[]
}

it("sends spans under the shop's name to a collector, without anything that people have typed", async () => {
  const collector = await startVendor(() => ({}))
  const stop = startTracing({
    endpoint: `${collector.origin}/`,
    headers: "x-team=swag,authorization=Bearer%20abc",
    serviceName: "swag-store",
  })
  const headers = new Headers({ traceparent: `00-${TRACE}-b7ad6b7169203331-01` })
  const failing = inSpan(
    "stage capture-payment",
    { "swag.order": "ord_1" },
    async () => {
      throw new Error(`no such address: ${CANARY}`)
    },
    headers,
  )
  await expect(failing).rejects.toThrow(CANARY)
  asNextWould()
  await stop()
  await collector.close()

  const wire = collector.calls.map(({ body }) => body).join("\n")
  expect(collector.calls[0]?.url.pathname).toBe("/v1/traces")
  expect(collector.calls[0]?.headers).toMatchObject({ "x-team": "swag", authorization: "Bearer abc" })
  expect(wire).toContain('"swag-store"')
  expect(decodeURIComponent(wire)).not.toContain("canary")
  const [stage, page, call] = spansOf(wire)
  expect(stage).toMatchObject({ name: "stage capture-payment", traceId: TRACE })
  expect(attributesOf(stage)).toEqual({ "swag.order": "ord_1", "error.type": "Error" })
  expect(page?.name).toBe("GET /orders/confirmation")
  expect(attributesOf(page)).toEqual({ "http.method": "GET", "http.target": "/orders/confirmation" })
  expect(page?.events).toHaveLength(1)
  expect(call?.name).toBe("fetch POST https://hooks.slack.com")
})

it("costs the work nothing but a call while there is no collector", async () => {
  trace.disable()
  context.disable()
  propagation.disable()
  expect(await inSpan("stage capture-payment", {}, async () => "done")).toBe("done")
})

/** What Next writes about a request and about a call, with what a person may have typed in every place. */
function asNextWould() {
  const tracer = trace.getTracer("next.js")
  const page = tracer.startSpan(`GET /orders/confirmation?email=${CANARY}`, {
    attributes: {
      "http.method": "GET",
      "http.target": `/orders/confirmation?email=${encodeURIComponent(CANARY)}`,
      "next.span_name": `GET /?email=${CANARY}`,
      "enduser.id": CANARY,
    },
  })
  page.recordException(new Error(CANARY))
  page.setStatus({ code: 2, message: CANARY })
  page.end()
  tracer.startSpan(`fetch POST https://hooks.slack.com/services/T0/canary?x=${CANARY}`).end()
}

function spansOf(wire: string): Exported[] {
  return wire
    .split("\n")
    .flatMap((body) => JSON.parse(body).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
}

function attributesOf(span: Exported | undefined) {
  return Object.fromEntries(span?.attributes.map(({ key, value }) => [key, value.stringValue]) ?? [])
}
