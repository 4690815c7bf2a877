"use server"

import { z } from "zod"
import { StoreError } from "@/errors"
import { action } from "@/http/action"
import { resolveAlert } from "@/services/alert-list"
import { recordAudit } from "@/store/audit/record-audit"

export const resolve = action({
  permission: "alerts:write",
  input: z.object({ alertId: z.string().min(1).max(64) }),
  run: async ({ alertId }, { ctx }) => {
    if (!(await resolveAlert(ctx.db, alertId, ctx.now()))) {
      throw new StoreError("CONFLICT", "Someone else has put this alert to rest already.")
    }
    await recordAudit(ctx, { action: "alert.resolved", subject: alertId })
    return { message: "Put to rest." }
  },
})
