import { buildSchema } from "graphql"
import { appTypes } from "./types/app-types"
import { earlierTypes } from "./types/earlier-types"
import { eventTypes } from "./types/event-types"
import { rootTypes } from "./types/root-types"
import { runTypes } from "./types/run-types"
import { traceTypes } from "./types/trace-types"

/** Its fields are resolved from properties and methods of what a field above them gave: see the views. */
export const schema = buildSchema(
  [rootTypes, appTypes, runTypes, traceTypes, eventTypes, earlierTypes].join("\n"),
)
