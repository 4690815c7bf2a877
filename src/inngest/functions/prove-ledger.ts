import { cron } from "inngest"
import type { Context } from "../../store/context"
import { proveLedger as prove } from "../../store/proof/prove-ledger"
import type { Inngest } from "../client"

/** Every hour: whether the books add up, for /proof and for the operators. */
export function proveLedger(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    { id: "prove-ledger", triggers: [cron("17 * * * *")], concurrency: 1 },
    ({ step }) =>
      step.run("check-the-books", async () => {
        const { id, ledgerHead, ledgerRows, orders, verdicts } = await prove(ctx)
        const broken = verdicts.filter(({ violations }) => violations > 0).map(({ name }) => name)
        return { id, ledgerHead, ledgerRows, orders, broken }
      }),
  )
}
