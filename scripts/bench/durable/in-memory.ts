import { randomUUID } from "node:crypto"
import { canonicalJson } from "../../../packages/inngest-postgres/src/protocol/canonical-json"
import { signBody } from "../../../packages/inngest-postgres/src/protocol/signature"
import { openFunctions, SERVE_URL, SIGNING_KEY } from "./inngest-functions"
import type { Peer } from "./peer"

/**
 * The SDK's own ceiling: an engine that keeps nothing. It calls the function for each event and says yes to each
 * checkpoint; what it costs is what the SDK costs. Not durable, and of no use but as a floor under our times.
 */
export async function openInMemory(databaseUrl: string): Promise<Peer> {
  const calls = new Set<Promise<unknown>>()
  const functions = await openFunctions(databaseUrl, async (input, init) => {
    const path = new URL(String(input)).pathname
    if (path.startsWith("/v1/checkpoint/")) return new Response(null, { status: 200 })
    const body: unknown = JSON.parse(String(init?.body))
    const sent = (Array.isArray(body) ? body : [body]) as { data: unknown; name: string }[]
    for (const event of sent) {
      const call = functions.handler(callFor(event)).then((response) => response.text())
      calls.add(call)
      void call.finally(() => calls.delete(call))
    }
    return Response.json({ ids: sent.map(() => randomUUID()), status: 200 })
  })
  return {
    run: functions.run,
    async settle() {
      await Promise.all(calls)
    },
    close: functions.close,
  }
}

function callFor(event: { name: string; data: unknown }): Request {
  const runId = randomUUID()
  const full = { ...event, id: randomUUID(), ts: Date.now() }
  const body = canonicalJson({
    ctx: {
      run_id: runId,
      fn_id: "bench-four",
      attempt: 0,
      max_attempts: 4,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: [], current: 0 },
      qi_id: "1.1",
      request_id: randomUUID(),
      generation_id: 1,
      job_id: "1",
      env: "",
      step_id: "step",
    },
    event: full,
    events: [full],
    steps: {},
    use_api: false,
    version: 2,
  })
  return new Request(`${SERVE_URL}?fnId=bench-four&stepId=step`, {
    method: "POST",
    body,
    headers: {
      host: new URL(SERVE_URL).host,
      "content-type": "application/json",
      "x-inngest-run-id": runId,
      "x-inngest-req-version": "2",
      "x-inngest-signature": signBody(body, SIGNING_KEY, Date.now()),
    },
  })
}
