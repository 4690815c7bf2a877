import { nextPath } from "@/http/next-path"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readForm } from "@/http/read-body"
import { route } from "@/http/route"
import { askAuth, seeOther } from "@/http/sign-in"

/** Sends the browser to Google, which sends it back to /api/auth/callback/google. */
export const POST = route("same-origin", async ({ request, shop }) => {
  await countCaller(RATE_LIMITS.signIn, request)
  const next = nextPath((await readForm(request)).get("next"))
  const answered = await askAuth(shop, request, "/sign-in/social", {
    provider: "google",
    callbackURL: next,
    errorCallbackURL: "/sign-in",
  })
  const { url } = answered.ok ? ((await answered.json()) as { url?: string }) : {}
  return url ? seeOther(url, answered) : seeOther(`${shop.config.appOrigin}/sign-in?error=google`)
})
