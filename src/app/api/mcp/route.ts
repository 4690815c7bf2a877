import { serveMcp } from "@/agent-api/mcp"
import { route } from "@/http/route"

const serve = route("bearer", ({ request, shop, requestId }) => serveMcp(shop, request, requestId))

export { serve as DELETE, serve as GET, serve as POST }
