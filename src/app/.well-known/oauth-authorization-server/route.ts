import { authorizationServer } from "@/agent-api/auth-documents"
import { publicJson } from "@/http/public-json"
import { route } from "@/http/route"

export const GET = route("public", async ({ shop }) => publicJson(authorizationServer(shop.config.appOrigin)))
