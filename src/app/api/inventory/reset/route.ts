import { StoreError } from "@/errors"
import { addressOf } from "@/http/peer-address"
import { checkRequests, countRequest, RATE_LIMITS } from "@/http/rate-limit"
import { readJson } from "@/http/read-body"
import { route } from "@/http/route"
import { sameSecret } from "@/store/access/same-secret"
import { resetCatalog, resetCatalogSchema } from "@/store/inventory/reset-catalog"

export const POST = route("signed", async ({ request, shop }) => {
  const secret = shop.config.SWAG_STORE_RESET_SECRET
  const given = request.headers.get("x-swag-store-reset-secret")
  const address = addressOf(request) ?? "nowhere"
  await checkRequests(RATE_LIMITS.refusedToken, address)
  if (!secret || !given || !sameSecret(given, secret)) {
    await countRequest(RATE_LIMITS.refusedToken, address)
    throw new StoreError("UNAUTHORIZED", "The reset secret is missing or wrong.", {
      userAction: "Set SWAG_STORE_RESET_SECRET and send it as the header x-swag-store-reset-secret.",
    })
  }
  const { actorEmail, ...input } = resetCatalogSchema.parse(await readJson(request))
  const ctx = shop.contextFor({ kind: "agent", id: "reset", email: actorEmail, scopes: [] })
  return Response.json({ ok: true, ...(await resetCatalog(ctx, input)) })
})
