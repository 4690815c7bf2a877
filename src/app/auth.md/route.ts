import { authMarkdown } from "@/agent-api/auth-documents"
import { route } from "@/http/route"
import { textResponse } from "@/http/text-response"

export const GET = route("public", async ({ shop }) =>
  textResponse("text/markdown", authMarkdown(shop.config.appOrigin)),
)
