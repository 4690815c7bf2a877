import { type MailBody, mailBody } from "../store/orders/mail-body"

export function signInMail(url: string): MailBody {
  return mailBody({
    subject: "Sign in to the Inngest Swag Store desk",
    heading: "Sign in",
    paragraphs: [
      "Someone, probably you, asked to sign in to the store's desk with this address.",
      "The link works once, within 15 minutes. If it was not you, do nothing: without the link nobody gets in.",
    ],
    action: { label: "Sign in", url },
  })
}
