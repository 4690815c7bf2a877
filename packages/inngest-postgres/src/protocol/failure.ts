import { isObject } from "./op"

/** An error as functions are given it. */
export interface Failure {
  name: string
  message: string
  stack?: string
  cause?: unknown
}

/** Reads what an SDK, or anything else that answered, gave as an error. */
export function readFailure(value: unknown, fallback: string): Failure {
  if (typeof value === "string" && value !== "") return { name: "Error", message: value }
  if (!isObject(value)) return { name: "Error", message: fallback }
  const failure: Failure = {
    name: typeof value.name === "string" && value.name !== "" ? value.name : "Error",
    message: text(value.message) || text(value.error) || fallback,
  }
  if (typeof value.stack === "string") failure.stack = value.stack
  if (value.cause !== undefined) failure.cause = value.cause
  return failure
}

/** An error of the engine's own making. */
export function engineFailure(name: string, message: string): Failure {
  return { name, message }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}
