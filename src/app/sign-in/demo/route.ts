import { z } from "zod"
import { StoreError } from "@/errors"
import { demoSignInAllowed } from "@/http/admission"
import { nextPath } from "@/http/next-path"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readForm } from "@/http/read-body"
import { route } from "@/http/route"
import { askAuth, seeOther } from "@/http/sign-in"
import { ROLES } from "@/store/people/role"

/** One click into the demo store's desk, in any role. A store with anything real behind it answers 404. */
export const POST = route("same-origin", async ({ request, shop }) => {
  await countCaller(RATE_LIMITS.signIn, request)
  if (!demoSignInAllowed(shop.config)) {
    throw new StoreError("NOT_FOUND", "There is no such page.", { userAction: "Sign in under /sign-in." })
  }
  const form = await readForm(request)
  const role = z.enum(ROLES).catch("admin").parse(form.get("role"))
  const answered = await askAuth(shop, request, "/sign-in/demo", { role })
  if (!answered.ok) return seeOther(`${shop.config.appOrigin}/sign-in?error=too-many`)
  return seeOther(`${shop.config.appOrigin}${nextPath(form.get("next"))}`, answered)
})
