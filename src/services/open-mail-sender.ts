import type { Config } from "../env"
import type { MailSender } from "./mail-sender"
import { createResendSender } from "./resend-sender"
import { createSmtpSender } from "./smtp-sender"

/** Resend or an SMTP server, whichever is configured; nothing when neither is. */
export function openMailSender(config: Config): MailSender | undefined {
  const from = config.ORDER_EMAIL_FROM
  if (!from) return undefined
  if (config.RESEND_API_KEY) return createResendSender({ apiKey: config.RESEND_API_KEY, from })
  if (config.SMTP_URL) return createSmtpSender({ url: config.SMTP_URL, from })
  return undefined
}
