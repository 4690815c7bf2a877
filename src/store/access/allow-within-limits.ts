import { StoreError } from "../../errors"
import type { Allowance, Context } from "../context"
import { newId } from "../identifiers"
import type { DailyLimits } from "./api-token"
import {
  addSpending,
  findPendingApproval,
  findSpending,
  insertApproval,
  type Spending,
  updateApproval,
} from "./queries"

/** What a token is about to do; the fingerprint is of its whole input, so an approval fits nothing else. */
export interface LimitedRequest {
  readonly tokenId: string
  readonly operation: string
  readonly fingerprint: string
  /** A public sentence for the admin who decides. */
  readonly summary: string
}

const LIMIT_WORDS: Record<keyof DailyLimits, (amount: number) => string> = {
  orders: (amount) => `${amount} orders`,
  compCents: (amount) => `$${(amount / 100).toFixed(2)} of comp value`,
  stockUnits: (amount) => `${amount} units of stock change`,
}

/**
 * Runs `work` with the token's daily limits. What would go over them is refused and put before the admins; once
 * approved, the same request goes through, one time, and does not count. Spending is undone with the
 * transaction it was part of.
 * @throws StoreError FORBIDDEN naming the limit and the approval that the request waits for
 */
export async function allowWithinLimits<Answer>(
  ctx: Context,
  limits: DailyLimits,
  request: LimitedRequest,
  work: (ctx: Context) => Promise<Answer>,
): Promise<Answer> {
  if (Object.values(limits).every((limit) => limit === null)) return work(ctx)
  const exceeded: { message?: string } = {}
  let approved = false
  const allowance: Allowance = {
    async spend(tx, amount) {
      // An approval is of the request as a whole, however often that spends.
      if (approved) return
      const spending = { orders: 0, compCents: 0, stockUnits: 0, ...amount }
      const day = tx.now().toISOString().slice(0, 10)
      if (await addSpending(tx.db, request.tokenId, day, spending, limits)) return
      approved = await consumeApproval(tx, request)
      if (approved) return
      exceeded.message = await describe(tx, limits, request.tokenId, day, spending)
      throw new StoreError("FORBIDDEN", exceeded.message)
    },
  }
  try {
    return await work({ ...ctx, allowance })
  } catch (error) {
    if (exceeded.message === undefined) throw error
    throw await waitForApproval(ctx, request, exceeded.message)
  }
}

async function consumeApproval(tx: Context, request: LimitedRequest): Promise<boolean> {
  const approval = await findPendingApproval(tx.db, request)
  return (
    approval !== undefined &&
    (await updateApproval(tx.db, approval.id, "approved", { state: "used" })) !== undefined
  )
}

async function describe(
  tx: Context,
  limits: DailyLimits,
  tokenId: string,
  day: string,
  amount: Spending,
): Promise<string> {
  const spent = await findSpending(tx.db, tokenId, day)
  const over = (Object.keys(LIMIT_WORDS) as (keyof DailyLimits)[]).filter((key) => {
    const limit = limits[key]
    return limit !== null && amount[key] > 0 && spent[key] + amount[key] > limit
  })
  const words = over.map((key) => {
    const say = LIMIT_WORDS[key]
    return `${say(amount[key])}, after ${say(spent[key])} today, is over its limit of ${say(limits[key] ?? 0)} a day`
  })
  return `This needs an admin's approval: for this token, ${words.join("; ")}.`
}

async function waitForApproval(ctx: Context, request: LimitedRequest, message: string): Promise<StoreError> {
  await insertApproval(ctx.db, {
    ...request,
    id: newId("approval"),
    state: "waiting",
    requestedAt: ctx.now(),
  })
  const approval = await findPendingApproval(ctx.db, request)
  return new StoreError("FORBIDDEN", message, {
    userAction: `Ask an admin to approve ${approval?.id} under /admin, then send exactly the same request again; or ask for less.`,
    details: { approvalId: approval?.id, approvalState: approval?.state },
  })
}
