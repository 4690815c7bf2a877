import type { ErrorType } from "../errors"

/** What came of the last thing that was asked for in a form: nothing yet, done, or refused and why. */
export type Outcome<Data = undefined> =
  | { readonly status: "idle" }
  | {
      readonly status: "done"
      /** `info` when something was worked out and nothing has changed yet. */
      readonly tone: "info" | "done"
      /** What has happened, for the person who asked. */
      readonly message: string
      readonly data?: Data
    }
  | {
      readonly status: "failed"
      readonly type: ErrorType
      readonly message: string
      readonly userAction: string
      readonly requestId: string
    }

export const IDLE = { status: "idle" } as const
