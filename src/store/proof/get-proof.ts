import type { Context } from "../context"
import { proveLedger } from "./prove-ledger"
import { findLatestProof, type Proof } from "./queries"

/** What the books said when they were last checked; a store that never looked looks now. */
export async function getProof(ctx: Context): Promise<Proof> {
  return (await findLatestProof(ctx.db)) ?? proveLedger(ctx)
}
