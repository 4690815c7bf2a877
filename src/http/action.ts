import { randomUUID } from "node:crypto"
import { refresh } from "next/cache"
import { headers } from "next/headers"
import { unstable_rethrow } from "next/navigation"
import type { z } from "zod"
import type { Outcome } from "../store/outcome"
import type { Permission } from "../store/people/role"
import { getShop, type Shop } from "../wiring"
import { type Desk, deskOf } from "./desk"
import { toStoreError } from "./error-response"
import { formObject } from "./form-object"
import { requireSameOrigin } from "./route"
import { findOperator, requirePermission } from "./session"

/** What a form's server action is: React hands it the outcome before, the browser the form. */
export interface DeskAction<Data = undefined> {
  (previous: unknown, form: FormData): Promise<Outcome<Data>>
  /** The action's guard, for the table that the tests check. */
  readonly permission: Permission
}

/**
 * A server action of the desk: checks that the form is ours, who sent it and that their role may; parses; runs;
 * and answers with what really happened, in place. Only a redirect reaches React as a throw.
 */
export function action<Schema extends z.ZodType, Data = undefined>(options: {
  readonly permission: Permission
  readonly input: Schema
  /** `message` says what has happened, for the person who asked for it. */
  readonly run: (
    input: z.output<Schema>,
    desk: Desk,
  ) => Promise<{ readonly message: string; readonly data?: Data; readonly tone?: "info" | "done" }>
}): DeskAction<Data> {
  const act = async (_previous: unknown, form: FormData): Promise<Outcome<Data>> => {
    const requestId = randomUUID()
    let shop: Shop | undefined
    try {
      shop = await getShop()
      const sent = new Headers(await headers())
      requireSameOrigin({ headers: sent }, shop.config.appOrigin)
      const operator = requirePermission(await findOperator(shop, sent), options.permission)
      const answer = await options.run(
        await options.input.parseAsync(formObject(form)),
        deskOf(shop, operator),
      )
      refresh()
      return { status: "done", tone: "done", ...answer }
    } catch (error) {
      unstable_rethrow(error)
      const failure = toStoreError(error)
      if (failure.type === "INTERNAL_ERROR" || failure.type === "SERVICE_UNAVAILABLE") {
        shop?.logger.error({ err: error, requestId }, "action failed")
      }
      const { type, message, userAction } = failure
      return { status: "failed", type, message, userAction, requestId }
    }
  }
  return Object.assign(act, { permission: options.permission })
}
