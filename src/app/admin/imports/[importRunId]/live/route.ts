import { deskRoute } from "@/http/desk"
import { liveStream } from "@/http/live-feed"
import { requireImportRun } from "@/store/imports/queries"

/** How far an import is, live: `import` events, each its whole state. */
export const GET = deskRoute<{ importRunId: string }>(
  "imports:write",
  async ({ request, params, shop, ctx }) => {
    const { importRunId } = params
    await requireImportRun(ctx.db, importRunId)
    return liveStream(shop.live, request, {
      key: `import:${importRunId}`,
      topic: `import:${importRunId}`,
      load: async () => {
        const { state, rowsRead } = await requireImportRun(ctx.db, importRunId)
        return { version: `${state}:${rowsRead}`, event: "import", data: { state, rowsRead } }
      },
    })
  },
)
