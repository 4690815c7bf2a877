import type { SandboxContext, Work } from "../context"
import type { Sql } from "../database"
import { type Reader, readShape, type Shape } from "./parameters"
import type { RawObject } from "./parse-form"

/** What a reading endpoint gets. */
export interface ReadCall<P> {
  context: SandboxContext
  sql: Sql
  /** The ids in the path, in order. */
  ids: string[]
  parameters: P
  /** Objects that live inside another row; an endpoint puts here what `expand` may ask for. */
  known: Map<string, object>
}

/** What a writing endpoint gets: the transaction besides. */
export interface WriteCall<P> extends ReadCall<P> {
  work: Work
}

export interface Endpoint {
  method: "GET" | "POST"
  /** `/v1/refunds/:id` */
  path: string
  /** Checks the parameters; what it throws is not remembered under an idempotency key. */
  prepare(raw: RawObject): {
    read?(call: Omit<ReadCall<unknown>, "parameters">): Promise<object>
    write?(call: Omit<WriteCall<unknown>, "parameters">): Promise<object>
  }
}

/** An endpoint that only reads. */
export function get<P extends object>(
  path: string,
  shape: Shape<P>,
  read: (call: ReadCall<P>) => Promise<object>,
): Endpoint {
  return {
    method: "GET",
    path,
    prepare: (raw) => {
      const parameters = readShape(withExpand(shape), raw)
      return { read: (call) => read({ ...call, parameters }) }
    },
  }
}

/** An endpoint that writes, in one transaction, at most once per idempotency key. */
export function post<P extends object>(
  path: string,
  shape: Shape<P>,
  write: (call: WriteCall<P>) => Promise<object>,
): Endpoint {
  return {
    method: "POST",
    path,
    prepare: (raw) => {
      const parameters = readShape(withExpand(shape), raw)
      return { write: (call) => write({ ...call, parameters }) }
    },
  }
}

/** Every endpoint takes `expand`; the router reads it, so the endpoints need not know. */
function withExpand<P extends object>(shape: Shape<P>): Shape<P> {
  const expand: Reader<undefined> = () => undefined
  return { ...shape, expand } as Shape<P>
}
