import { findObject } from "../storage/objects"
import { ApiError, resourceMissing } from "./api-error"
import { type Endpoint, get } from "./endpoint"
import { createdRange, listPage, pageParameters } from "./list-page"
import { list, text } from "./parameters"

export const eventEndpoints: Endpoint[] = [
  get("/v1/events/:id", {}, async ({ sql, ids: [id = ""] }) => {
    const found = await findObject(sql, "event", id)
    if (found) return found.object
    throw resourceMissing("event", id, "id", 404)
  }),
  get(
    "/v1/events",
    { ...pageParameters, created: createdRange, type: text(), types: list(text(), 20) },
    (call) => {
      const { type, types, created } = call.parameters
      if (type !== undefined && types !== undefined) {
        throw new ApiError("You may only specify one of these parameters: type, types.", { param: "type" })
      }
      return listPage(call, "event", "/v1/events", {
        created,
        eventTypes: types ?? (type === undefined ? undefined : [type]),
      })
    },
  ),
]
