import { StoreError } from "@/errors"
import { route } from "@/http/route"
import { serveFunctions } from "@/inngest/serve"

/** Inngest calls the functions here. The SDK checks the signature of each call itself. */
const handle = route("signed", ({ request, shop }) => serveFunctions(shop)(request))

export const GET = handle
export const POST = handle

/** Registration belongs to an Inngest server; the embedded engine registers in this process. */
export const PUT = route("signed", ({ request, shop }) => {
  if (shop.workflow.engine) {
    throw new StoreError("METHOD_NOT_FOUND", "The functions are registered with the embedded engine.", {
      userAction: "Set INNGEST_DEV or the Inngest keys to run them on a server, then register there.",
    })
  }
  return serveFunctions(shop)(request)
})
