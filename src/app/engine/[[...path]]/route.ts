import { createDashboard } from "inngest-postgres"
import { StoreError } from "@/errors"
import { deskRoute, orSignIn } from "@/http/desk"
import { requireSameOrigin } from "@/http/route"
import { recordAudit } from "@/store/audit/record-audit"

/** The embedded engine's own pages: every run as a trace, to be cancelled or run again. With its own policy. */
const show = deskRoute<{ path?: string[] }>("engine:write", async ({ request, params, shop, ctx }) => {
  const { engine } = shop.workflow
  const { appOrigin } = shop.config
  if (!engine) {
    throw new StoreError("NOT_FOUND", "This store's functions run on another engine.", {
      userAction: "Open Inngest's dashboard, or your own engine's.",
    })
  }
  if (request.method === "POST") requireSameOrigin(request, appOrigin)
  const { pathname, search } = new URL(request.url)
  const respond = createDashboard({
    engine,
    basePath: "/engine",
    home: { href: "/admin", label: "Swag desk" },
  })
  // As the browser has asked for it: behind a proxy, the request names another origin.
  const { method, headers } = request
  const response = await respond(new Request(new URL(pathname + search, appOrigin), { method, headers }))
  if (!response) throw new StoreError("NOT_FOUND", "There is no such page of the engine.")
  if (method === "POST" && response.status === 303) {
    const [, runId = "", verb = ""] = params.path ?? []
    await recordAudit(ctx, { action: `engine.${verb}`, subject: runId })
  }
  return response
})

export const GET = orSignIn(show)
export const POST = show
