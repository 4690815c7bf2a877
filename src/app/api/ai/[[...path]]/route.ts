import { serveRest } from "@/agent-api/rest"
import { route } from "@/http/route"

const serve = route("bearer", ({ request, shop }) => serveRest(shop, request))

export { serve as DELETE, serve as GET, serve as PATCH, serve as POST, serve as PUT }
