import type { Handler } from "./api"
import { refusal } from "./api-request"

/** `GET /dev`: by which tools find a dev server, and wait for it to know an app. Only where no keys are asked for. */
export const readDev: Handler = async ({ context, access }) => {
  if (access) return refusal(404, "This is no dev server: it asks for keys.")
  const functions = context.registry.all().map(({ id, name, appId, triggers, url }) => ({
    id,
    name,
    slug: id,
    app_id: appId,
    url,
    triggers: triggers.map((trigger) => {
      if ("cron" in trigger) return { cron: trigger.cron }
      const { event, expression } = trigger
      return expression === null ? { event } : { event, expression }
    }),
    steps: [{ id: "step", name: "step", uri: url }],
  }))
  return { status: 200, body: { version: "inngest-postgres", authed: false, functions, handlers: [] } }
}
