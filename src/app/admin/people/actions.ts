"use server"

import { z } from "zod"
import { StoreError } from "@/errors"
import { action } from "@/http/action"
import { admittedRole } from "@/http/admission"
import { changeRole } from "@/store/people/change-role"
import { endSession } from "@/store/people/end-session"
import { ROLES } from "@/store/people/role"

export const setRole = action({
  permission: "people:write",
  input: z.object({ email: z.email().max(254).toLowerCase(), role: z.enum(ROLES) }),
  run: async (input, { ctx, shop }) => {
    if (!admittedRole(shop.config, input.email)) {
      throw new StoreError("NOT_FOUND", `${input.email} is not on the allow-list.`, {
        userAction: "Add the address to ADMIN_EMAIL_ALLOWLIST and restart the store.",
      })
    }
    await changeRole(ctx, input)
    return { message: `${input.email} is ${input.role} from the next click on.` }
  },
})

export const signOutPerson = action({
  permission: "people:write",
  input: z.object({ sessionId: z.string().min(1).max(64) }),
  run: async ({ sessionId }, { ctx }) => {
    await endSession(ctx, sessionId)
    return { message: "Signed out." }
  },
})
