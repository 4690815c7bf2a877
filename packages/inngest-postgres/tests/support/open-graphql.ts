import { onTestFinished } from "vitest"
import { askGraphql } from "./ask-graphql"
import type { Define } from "./engine-world"
import { openOverHttp } from "./open-over-http"

/** An app on a server of its own, and what asks that server's GraphQL door. It is closed after the test. */
export async function openGraphql(define: Define) {
  const world = await openOverHttp(define)
  onTestFinished(async () => void (await world.close()))
  const ask = (query: string, variables?: Record<string, unknown>) =>
    askGraphql(world.server.url, query, variables)
  const newest = async (functionId: string) =>
    (await world.engine.listRuns({ functionId, limit: 1 }))[0]?.id ?? ""
  return { ...world, ask, newest }
}
