import { route } from "@/http/route"
import { askAuth, seeOther } from "@/http/sign-in"

/** Ends this browser's session, in the database first and then in its cookie. */
export const POST = route("same-origin", async ({ request, shop }) => {
  const answered = await askAuth(shop, request, "/sign-out", {})
  return seeOther(`${shop.config.appOrigin}/admin`, answered)
})
