import { asPrometheus } from "inngest-postgres"
import { StoreError } from "@/errors"
import { route } from "@/http/route"
import { asPrometheusText, measureShop } from "@/services/measure-shop"
import { sameSecret } from "@/store/access/same-secret"

/** For a monitor that brings METRICS_TOKEN; without that variable there is nothing here. */
export const GET = route("bearer", async ({ request, shop }) => {
  const { METRICS_TOKEN: token, LOW_STOCK_THRESHOLD: threshold } = shop.config
  if (!token)
    throw new StoreError("NOT_FOUND", "Metrics are off.", {
      userAction: "Set METRICS_TOKEN to turn them on.",
    })
  const [, presented = ""] = request.headers.get("authorization")?.match(/^Bearer +(\S+)$/i) ?? []
  if (!sameSecret(presented, token))
    throw new StoreError("UNAUTHORIZED", "This needs the token of METRICS_TOKEN.")
  const gauges = await measureShop(shop.database.db, threshold)
  const engine = await shop.workflow.engine?.measure()
  return new Response(asPrometheusText(gauges) + (engine ? asPrometheus(engine) : ""), {
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
  })
})
