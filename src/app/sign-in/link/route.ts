import { z } from "zod"
import { nextPath } from "@/http/next-path"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { readForm } from "@/http/read-body"
import { route } from "@/http/route"
import { askAuth, seeOther } from "@/http/sign-in"

/** Mails a sign-in link. The answer is the same for addresses that are on the allow-list and for those that are not. */
export const POST = route("same-origin", async ({ request, shop }) => {
  await countCaller(RATE_LIMITS.signIn, request)
  const { appOrigin } = shop.config
  const form = await readForm(request)
  const next = nextPath(form.get("next"))
  const email = z.email().max(254).safeParse(form.get("email")?.trim().toLowerCase())
  const back = (query: Record<string, string>) =>
    seeOther(`${appOrigin}/sign-in?${new URLSearchParams({ ...query, next })}`)
  if (!email.success) return back({ error: "address" })
  const answered = await askAuth(shop, request, "/sign-in/magic-link", {
    email: email.data,
    callbackURL: next,
    errorCallbackURL: `/sign-in?next=${encodeURIComponent(next)}`,
  })
  if (answered.status === 429) return back({ error: "too-many" })
  if (!answered.ok) return back({ error: "mail" })
  return back({ sent: "1" })
})
