import { callVendor } from "./call-vendor"
import type { MailSender } from "./mail-sender"

/** Resend keeps idempotency keys for 24 hours. @see https://resend.com/docs/api-reference/emails/send-email */
export function createResendSender(
  options: { readonly apiKey: string; readonly from: string; readonly baseUrl?: string },
  send: typeof fetch = fetch,
): MailSender {
  return {
    name: "resend",
    async send({ key, to, subject, text, html }) {
      const response = await callVendor(
        "Resend",
        `${options.baseUrl ?? "https://api.resend.com"}/emails`,
        {
          method: "POST",
          headers: {
            authorization: `Bearer ${options.apiKey}`,
            "content-type": "application/json",
            "idempotency-key": key,
          },
          body: JSON.stringify({ from: options.from, to: [to], subject, text, html }),
        },
        send,
      )
      await response.body?.cancel()
    },
  }
}
