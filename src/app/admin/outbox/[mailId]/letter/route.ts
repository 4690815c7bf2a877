import { StoreError } from "@/errors"
import { deskRoute } from "@/http/desk"
import { letterResponse } from "@/http/letter-response"
import { findOutboxMessage } from "@/services/outbox-mail"

/** A kept mail, for the frame on its page. */
export const GET = deskRoute<{ mailId: string }>("outbox:read", async ({ params, shop }) => {
  const message = await findOutboxMessage(shop.database.db, shop.vault, params.mailId)
  if (!message) throw new StoreError("NOT_FOUND", "There is no such mail.")
  return letterResponse(message.html)
})
