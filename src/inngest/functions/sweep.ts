import { cron } from "inngest"
import type { Backlog } from "../../services/backlog"
import type { Context } from "../../store/context"
import { dropOldProductDays } from "../../store/figures/drop-old-product-days"
import { clearOldLines } from "../../store/imports/clear-old-lines"
import { repeatDecisions } from "../../store/imports/repeat-decisions"
import { sweepCheckouts } from "../../store/orders/sweep-checkouts"
import type { Inngest } from "../client"

/** Every five minutes: what webhooks missed, what outside services did not take, and what is no longer kept. */
export function sweep(inngest: Inngest, ctx: Context, backlogs: readonly Backlog[]) {
  return inngest.createFunction(
    { id: "sweep", triggers: [cron("*/5 * * * *")], concurrency: 1 },
    async ({ step, logger }) => {
      await step.run("sweep-checkouts", () => sweepCheckouts(ctx))
      await step.run("repeat-decisions", () => repeatDecisions(ctx))
      await step.run("clear-old-import-lines", () => clearOldLines(ctx))
      await step.run("drop-old-product-days", () => dropOldProductDays(ctx))
      await step.run("flush-backlogs", async () => {
        for (const backlog of backlogs) {
          await handOver(backlog).catch((error: unknown) =>
            logger.warn({ err: error }, `${backlog.name} still wait`),
          )
        }
      })
    },
  )
}

async function handOver(backlog: Backlog): Promise<void> {
  await backlog.lookForGone?.()
  await backlog.flush()
}
