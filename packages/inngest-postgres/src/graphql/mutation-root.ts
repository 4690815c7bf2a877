import { GraphQLError } from "graphql"
import { deleteApp } from "../functions/delete-app"
import { cancelRun } from "../runs/cancel-run"
import { replayRun } from "../runs/replay-run"
import { startFunction } from "../runs/start-function"
import { findApp } from "./app-view"
import { functionRunOf } from "./function-run-view"
import { inWords } from "./in-words"
import type { QueryContext } from "./query-context"

interface Debugged {
  debugRunID?: string | null
  debugSessionID?: string | null
}

/** Does what every field of `Mutation` says. Each throws a GraphQLError in words when it cannot. */
export const mutationRoot = {
  async createApp({ input }: { input: { url: string } }, context: QueryContext) {
    if (!context.apps)
      throw new GraphQLError("Here functions are registered by the process that serves them.")
    const appId = await inWords(context.apps.add(input.url))
    const app = await findApp(context, appId)
    if (!app) throw new GraphQLError(`The app "${appId}" is gone again.`)
    return app
  },

  async deleteApp({ id }: { id: string }, { engine, apps }: QueryContext) {
    const url = await deleteApp(engine, id)
    if (url === null) throw new GraphQLError(`There is no app "${id}".`)
    apps?.drop(url)
    return id
  },

  async cancelRun({ runID }: { runID: string }, context: QueryContext) {
    const cancelled = await cancelRun(context.engine, runID)
    const run = await functionRunOf(context, runID)
    if (!run) throw new GraphQLError(`There is no run "${runID}".`)
    if (!cancelled) throw new GraphQLError(`The run has ended: it is ${run.status}.`)
    return run
  },

  async rerun(
    { runID, fromStep, ...debug }: Debugged & { runID: string; fromStep?: object | null },
    context: QueryContext,
  ) {
    if (fromStep) throw new GraphQLError("A run is run again from its beginning: leave fromStep out.")
    refuseDebugging(debug)
    const id = await inWords(replayRun(context.engine, runID))
    if (id !== null) return id
    const run = await functionRunOf(context, runID)
    throw new GraphQLError(
      run
        ? `The run has not ended: it is ${run.status}.`
        : `There is no run "${runID}" whose event is stored.`,
    )
  },

  async invokeFunction(
    { functionSlug, data, user, ...debug }: Debugged & { functionSlug: string; data?: object; user?: object },
    { engine }: QueryContext,
  ) {
    refuseDebugging(debug)
    await inWords(startFunction(engine, functionSlug, { ...data }, { ...user }))
    return true
  },
}

function refuseDebugging({ debugRunID, debugSessionID }: Debugged): void {
  if (debugRunID || debugSessionID)
    throw new GraphQLError("There are no debug sessions here: leave them out.")
}
