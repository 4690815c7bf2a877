import type { Documents, Kind } from "../storage/documents"
import type { ListFilter } from "../storage/list-objects"
import { listObjects } from "../storage/list-objects"
import { resourceMissing } from "./api-error"
import type { ReadCall } from "./endpoint"
import { listEnvelope } from "./list-envelope"
import { integer, type Reader, record, type Shape, text, timestamp } from "./parameters"

export interface PageParameters {
  limit: number | undefined
  starting_after: string | undefined
  ending_before: string | undefined
}

export const pageParameters: Shape<PageParameters> = {
  limit: integer(1, 100),
  starting_after: text(),
  ending_before: text(),
}

interface Range {
  gt: number | undefined
  gte: number | undefined
  lt: number | undefined
  lte: number | undefined
}

const range = record<Range>({
  gt: timestamp,
  gte: timestamp,
  lt: timestamp,
  lte: timestamp,
})

/** `created=1700000000` or `created[gte]=…`. */
export const createdRange: Reader<Partial<Range> | undefined> = (raw, path) => {
  if (typeof raw !== "string") return range(raw, path)
  const exact = timestamp(raw, path)
  return exact === undefined ? undefined : { gte: exact, lte: exact }
}

/** One page of a kind, newest first. */
export async function listPage<K extends Kind>(
  call: ReadCall<PageParameters>,
  kind: K,
  url: string,
  filter: ListFilter,
  present: (object: Documents[K]) => Documents[K] = (object) => object,
): Promise<object> {
  const { limit = 10, starting_after: startingAfter, ending_before: endingBefore } = call.parameters
  const found = await listObjects(call.sql, kind, filter, { limit, startingAfter, endingBefore })
  if (found === "no such cursor") {
    const param = startingAfter === undefined ? "ending_before" : "starting_after"
    throw resourceMissing(kind, startingAfter ?? endingBefore ?? "", param, 400)
  }
  return listEnvelope(
    found.rows.map((row) => present(row.object)),
    found.hasMore,
    url,
  )
}
