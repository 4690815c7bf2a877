import { once } from "node:events"
import { createServer } from "node:http"
import { setTimeout as delay } from "node:timers/promises"
import { Inngest } from "inngest"
import { serve } from "inngest/node"
import { freePort } from "../../../../tests/support/server"
import { quietLogger } from "./engine-world"

type Functions = Parameters<typeof serve>[0]["functions"]

/** An app with the functions, on a port of its own; it may begin to listen later. */
export async function serveApp(
  define: (inngest: Inngest) => Functions,
  options: Partial<ConstructorParameters<typeof Inngest>[0]>,
  { listen = true, answerAfterMs = 0 } = {},
) {
  const inngest = new Inngest({ id: "shop", logger: quietLogger, ...options })
  const handler = serve({ client: inngest, functions: define(inngest) })
  const server = createServer(async (request, response) => {
    await delay(answerAfterMs)
    handler(request, response)
  })
  const port = await freePort()
  const start = async () => {
    server.listen(port, "127.0.0.1")
    await once(server, "listening")
  }
  if (listen) await start()
  return {
    inngest,
    url: `http://127.0.0.1:${port}/api/inngest`,
    listen: start,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
