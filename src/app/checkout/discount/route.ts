import { readForm } from "@/http/read-body"
import { route } from "@/http/route"

/** Applies a code, or takes it off: the checkout page itself says whether it counts. */
export const POST = route("same-origin", async ({ request, shop }) => {
  const form = await readForm(request)
  const code = form.has("remove") ? "" : (form.get("code") ?? "").trim().slice(0, 64)
  const query = code ? `?${new URLSearchParams({ code })}` : ""
  return new Response(null, {
    status: 303,
    headers: { location: `${shop.config.appOrigin}/checkout${query}`, "cache-control": "no-store" },
  })
})
