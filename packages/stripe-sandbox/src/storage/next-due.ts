import type { SandboxContext } from "../context"

/** Milliseconds until a webhook is due; infinite when none waits. */
export function nextDeliveryInMs(context: SandboxContext): Promise<number> {
  return untilEarliest(
    context,
    "select min(next_attempt_at) as due from sandbox.deliveries where delivered_at is null and abandoned_at is null",
  )
}

/** Milliseconds until a session expires or a debit settles; infinite when nothing waits. */
export function nextDueInMs(context: SandboxContext): Promise<number> {
  return untilEarliest(context, "select min(due_at) as due from sandbox.objects where due_at is not null")
}

async function untilEarliest(context: SandboxContext, query: string): Promise<number> {
  const { rows } = await context.db.query<{ due: Date | null }>(query)
  const due = rows[0]?.due
  return due ? new Date(due).getTime() - context.now().getTime() : Number.POSITIVE_INFINITY
}
