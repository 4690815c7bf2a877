import { StoreError } from "@/errors"
import { authOf } from "@/http/auth"
import { countCaller, RATE_LIMITS } from "@/http/rate-limit"
import { route } from "@/http/route"

/** What a browser must be able to open by a link from outside. Everything else goes through /sign-in. */
const OPEN_PATHS = ["/api/auth/magic-link/verify", "/api/auth/callback/google", "/api/auth/error"]

export const GET = route("public", async ({ request, shop }) => {
  await countCaller(RATE_LIMITS.signIn, request)
  if (!OPEN_PATHS.includes(new URL(request.url).pathname)) {
    throw new StoreError("NOT_FOUND", "There is no such page.", { userAction: "Sign in under /sign-in." })
  }
  return authOf(shop).handler(request)
})
