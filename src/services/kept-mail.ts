import { eq } from "drizzle-orm"
import type { RenderedLetter } from "../letters/render-letter"
import type { Database } from "../store/context"
import { newId } from "../store/identifiers"
import type { Letter } from "../store/letter"
import type { Mail, Vault } from "../store/ports"
import type { MailSender } from "./mail-sender"
import { mails } from "./tables"

/**
 * Mail that is kept, sealed, before a sender takes it, so that what was sent once is not sent again by a step that
 * runs twice. Without a sender it stays where a developer can open it, and claims no more than that.
 */
export function createKeptMail(db: Database, vault: Vault, sender?: MailSender): Mail {
  return {
    async send({ idempotencyKey, orderId, to, letter }) {
      const message = { to, ...(await render(letter)) }
      const id = newId("mail")
      await db
        .insert(mails)
        .values({
          id,
          idempotencyKey,
          orderId: orderId ?? null,
          message: vault.seal(JSON.stringify(message), id),
          via: sender?.name ?? "outbox",
          createdAt: new Date(),
        })
        .onConflictDoNothing({ target: mails.idempotencyKey })
      if (!sender) return { via: "outbox" }
      const [kept] = await db
        .select({ sentAt: mails.sentAt })
        .from(mails)
        .where(eq(mails.idempotencyKey, idempotencyKey))
      if (!kept?.sentAt) {
        await sender.send({ key: idempotencyKey, ...message })
        await db
          .update(mails)
          .set({ sentAt: new Date(), via: sender.name })
          .where(eq(mails.idempotencyKey, idempotencyKey))
      }
      return { via: sender.name }
    },
    async forget(orderId) {
      const kept = await db
        .select({ id: mails.id, sentAt: mails.sentAt })
        .from(mails)
        .where(eq(mails.orderId, orderId))
      for (const { id, sentAt } of kept) {
        const empty = { to: "", subject: "Erased", text: "", html: "" }
        await db
          .update(mails)
          // Sent, so that no retry sends a letter to nobody.
          .set({ message: vault.seal(JSON.stringify(empty), id), sentAt: sentAt ?? new Date() })
          .where(eq(mails.id, id))
      }
    },
  }
}

/** Loaded with the first letter: a start does not wait for it. */
async function render(letter: Letter): Promise<RenderedLetter> {
  const { renderLetter } = await import("../letters/render-letter")
  return renderLetter(letter)
}
