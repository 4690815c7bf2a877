import { cron } from "inngest"
import type { Context } from "../../store/context"
import { sweepCheckouts } from "../../store/orders/sweep-checkouts"
import type { Inngest } from "../client"

/** Every five minutes: what webhooks missed. */
export function sweep(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    { id: "sweep", triggers: [cron("*/5 * * * *")], concurrency: 1 },
    ({ step }) => step.run("sweep-checkouts", () => sweepCheckouts(ctx)),
  )
}
