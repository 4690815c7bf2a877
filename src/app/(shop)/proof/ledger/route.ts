import { route } from "@/http/route"
import { exportLedger } from "@/store/proof/export-ledger"

/** The whole ledger as CSV, without personal data; scripts/check-ledger.mjs checks it offline. */
export const GET = route("public", async ({ ctx }) => {
  const pieces = exportLedger(ctx)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await pieces.return(undefined)),
  })
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="ledger.csv"',
      "cache-control": "no-store",
    },
  })
})
