import { nextPath } from "@/http/next-path"
import { readForm } from "@/http/read-body"
import { route } from "@/http/route"
import { askAuth, seeOther } from "@/http/sign-in"

/** Sends the browser to Google, which sends it back to /api/auth/callback/google. */
export const POST = route("same-origin", async ({ request, shop }) => {
  const next = nextPath((await readForm(request)).get("next"))
  const answered = await askAuth(shop, request, "/sign-in/social", {
    provider: "google",
    callbackURL: next,
    errorCallbackURL: "/sign-in",
  })
  const { url } = answered.ok ? ((await answered.json()) as { url?: string }) : {}
  return url ? seeOther(url, answered) : seeOther(`${shop.config.appOrigin}/sign-in?error=google`)
})
