import { createHash } from "node:crypto"
import { createTransport } from "nodemailer"
import { StoreError } from "../errors"
import type { MailSender } from "./mail-sender"

const TIMEOUT_MS = 10_000

/**
 * Any SMTP server. SMTP knows no keys: a letter that was accepted while the connection broke may come twice, with
 * the same Message-ID, by which most mailboxes show it once.
 */
export function createSmtpSender(options: { readonly url: string; readonly from: string }): MailSender {
  const transport = createTransport({
    url: options.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  const domain = options.from.match(/@([\w.-]+)/)?.[1] ?? "localhost"
  return {
    name: "smtp",
    async send({ key, to, subject, text, html }) {
      const messageId = `<${createHash("sha256").update(key).digest("hex").slice(0, 32)}@${domain}>`
      try {
        await transport.sendMail({ from: options.from, to, subject, text, html, messageId })
      } catch (error) {
        throw refusesLetter(error)
          ? new StoreError("INTERNAL_ERROR", "The mail server refuses the letter.", { cause: error })
          : new StoreError("SERVICE_UNAVAILABLE", "The mail server did not take the letter.", {
              cause: error,
            })
      }
    },
  }
}

/** 5xx answers stay what they are however often one asks (RFC 5321, 4.2.1). */
function refusesLetter(error: unknown): boolean {
  const code = (error as { responseCode?: unknown } | null)?.responseCode
  return typeof code === "number" && code >= 500
}
