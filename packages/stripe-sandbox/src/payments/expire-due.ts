import { type SandboxContext, transact } from "../context"
import { findDue } from "../storage/find-due"
import { expireSession } from "./expire-session"

/** Closes every open session whose time is over, each with its event; returns how many. */
export async function expireDue(context: SandboxContext): Promise<number> {
  let expired = 0
  while (true) {
    const closed = await transact(context, async (work) => {
      const due = await findDue(work, "checkout.session")
      for (const stored of due) await expireSession(work, stored)
      return due.length
    })
    if (closed === 0) return expired
    expired += closed
  }
}
