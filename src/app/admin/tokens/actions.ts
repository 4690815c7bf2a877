"use server"

import { z } from "zod"
import { action } from "@/http/action"
import { SCOPES } from "@/store/access/api-token"
import { createToken } from "@/store/access/create-token"
import { decideApproval } from "@/store/access/decide-approval"
import { revokeToken } from "@/store/access/revoke-token"
import { recordAudit } from "@/store/audit/record-audit"

/** An empty field sets no limit. */
const limit = z
  .string()
  .trim()
  .transform((text) => (text === "" ? null : Number(text)))
  .pipe(z.number().int().min(0).max(2_000_000).nullable())

export const makeToken = action({
  permission: "tokens:write",
  input: z.object({
    name: z.string().trim().min(1, "Give the token a name, such as the agent that will use it.").max(80),
    scopes: z.array(z.enum(SCOPES)).min(1, "Choose at least one scope.").default([]),
    expiresInDays: z
      .string()
      .transform((text) => (text === "" ? null : Number(text)))
      .pipe(z.number().int().min(1).max(730).nullable()),
    ordersPerDay: limit,
    compDollarsPerDay: limit,
    stockUnitsPerDay: limit,
  }),
  run: async ({ compDollarsPerDay, ...input }, { ctx }) => {
    const compCentsPerDay = compDollarsPerDay === null ? null : compDollarsPerDay * 100
    const { id, token } = await createToken(ctx, { ...input, compCentsPerDay })
    await recordAudit(ctx, {
      action: "token.created",
      subject: id,
      after: { ...input, compCentsPerDay },
    })
    return { message: "Copy the token now: it is not shown again.", data: { token } }
  },
})

export const revoke = action({
  permission: "tokens:write",
  input: z.object({ tokenId: z.string().min(1).max(64) }),
  run: async ({ tokenId }, { ctx }) => {
    await revokeToken(ctx, tokenId)
    await recordAudit(ctx, { action: "token.revoked", subject: tokenId })
    return { message: "Revoked. Its next request fails." }
  },
})

export const decide = action({
  permission: "tokens:write",
  input: z.object({ approvalId: z.string().min(1).max(64), decision: z.enum(["approved", "declined"]) }),
  run: async ({ approvalId, decision }, { ctx }) => {
    await decideApproval(ctx, { id: approvalId, decision })
    await recordAudit(ctx, { action: `approval.${decision}`, subject: approvalId })
    return {
      message: decision === "approved" ? "Approved: the same request goes through once." : "Declined.",
    }
  },
})
