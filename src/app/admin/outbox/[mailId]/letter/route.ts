import { StoreError } from "@/errors"
import { deskRoute } from "@/http/desk"
import { documentPolicy } from "@/http/page-policy"
import { findOutboxMessage } from "@/services/outbox-mail"

/** A kept mail as its reader would see it, for the frame on its page: it runs nothing and reaches nothing. */
export const GET = deskRoute<{ mailId: string }>("outbox:read", async ({ params, shop }) => {
  const message = await findOutboxMessage(shop.database.db, shop.vault, params.mailId)
  if (!message) throw new StoreError("NOT_FOUND", "There is no such mail.")
  return new Response(message.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `${documentPolicy(message.html, "'self'")}; sandbox allow-popups allow-popups-to-escape-sandbox`,
    },
  })
})
