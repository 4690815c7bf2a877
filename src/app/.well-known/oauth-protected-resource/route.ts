import { protectedResource } from "@/agent-api/auth-documents"
import { publicJson } from "@/http/public-json"
import { route } from "@/http/route"

export const GET = route("public", async ({ shop }) => publicJson(protectedResource(shop.config.appOrigin)))
