import type { Attributes } from "@opentelemetry/api"
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter } from "@opentelemetry/sdk-trace-base"
import { OTLPHttpJsonTraceExporter, registerOTel } from "@vercel/otel"

export interface TracingOptions {
  /** Of an OpenTelemetry collector that speaks OTLP over HTTP, without `/v1/traces`. */
  readonly endpoint: string
  /** `name=value`, separated by commas, as OpenTelemetry defines OTEL_EXPORTER_OTLP_HEADERS. */
  readonly headers: string | undefined
  readonly serviceName: string
}

/**
 * Sends spans to a collector: Next's own of every request, and the shop's. Imported only when there is one, so that a
 * start without it loads none of it.
 * @returns ends it, after what waits has been sent
 */
export function startTracing({ endpoint, headers, serviceName }: TracingOptions): () => Promise<void> {
  const exporter = new OTLPHttpJsonTraceExporter({
    url: `${endpoint.replace(/\/$/, "")}/v1/traces`,
    headers: headersOf(headers),
  })
  const processor = new BatchSpanProcessor(withoutPersonalData(exporter))
  registerOTel({
    serviceName,
    spanProcessors: [processor],
    // Its spans of outgoing calls would carry whole addresses, of which Slack's are secrets.
    instrumentations: [],
  })
  return () => processor.shutdown()
}

/** Attributes that can hold no personal data; every other is left out, whoever has set it. */
const KEPT_ATTRIBUTES =
  /^(?:swag\.[\w.]+|error\.type|http\.(?:method|route|status_code)|next\.(?:route|page|rsc|segment|span_type))$/

function withoutPersonalData(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(bare), done),
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush ? { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() } : {}),
  }
}

/** The span without query strings, messages of errors and stacks: any of these may quote what someone has sent. */
function bare(span: ReadableSpan): ReadableSpan {
  return Object.create(span, {
    name: { value: bareName(span.name) },
    attributes: { value: bareAttributes(span.attributes) },
    status: { value: { code: span.status.code } },
    events: { value: span.events.map(({ name, time }) => ({ name, time, attributes: {} })) },
    links: { value: span.links.map(({ context }) => ({ context, attributes: {} })) },
  })
}

function bareName(name: string): string {
  return name
    .replace(/https?:\/\/\S+/g, (url) => (URL.canParse(url) ? new URL(url).origin : "address"))
    .replace(/\?\S*/g, "")
}

function bareAttributes(attributes: Attributes): Attributes {
  const kept = Object.entries(attributes).filter(([name]) => KEPT_ATTRIBUTES.test(name))
  const target = attributes["http.target"]
  return {
    ...Object.fromEntries(kept),
    ...(typeof target === "string" ? { "http.target": target.split("?")[0] } : {}),
  }
}

function headersOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? "").split(",").map((pair) => pair.split("="))
  return Object.fromEntries(
    pairs.flatMap(([name = "", ...value]) =>
      name.trim() ? [[name.trim(), decodeURIComponent(value.join("=").trim())]] : [],
    ),
  )
}
