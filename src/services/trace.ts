import { type Attributes, context, propagation, SpanStatusCode, trace } from "@opentelemetry/api"

/**
 * Runs the work inside a span. Without a tracer (src/services/tracing.ts) this is the work and next to nothing more.
 * Attributes are ids, names from our own lists and counts, never what a person has typed.
 * @param carrier headers with a `traceparent` that the span belongs to
 */
export function inSpan<Output>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Output>,
  carrier?: Headers,
): Promise<Output> {
  const parent = carrier
    ? propagation.extract(context.active(), Object.fromEntries(carrier))
    : context.active()
  return trace.getTracer("swag-store").startActiveSpan(name, { attributes }, parent, async (span) => {
    try {
      return await work()
    } catch (error) {
      span.setAttribute("error.type", error instanceof Error ? error.name : typeof error)
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}
