import { lineLabel } from "../cart/cart"
import type { OrderLineRow, OrderRow } from "./queries"

export interface MailBody {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** One plain letter in both forms; everything in it is text, never markup. */
export function mailBody(letter: {
  readonly subject: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  readonly action: { readonly label: string; readonly url: string }
}): MailBody {
  const { subject, heading, paragraphs, action } = letter
  return {
    subject,
    text: [heading, "", ...paragraphs.flatMap((line) => [line, ""]), `${action.label}: ${action.url}`].join(
      "\n",
    ),
    html: `<!doctype html><html lang="en"><body style="margin:0;padding:32px;background:#EFE9D6;color:#1A161C;font-family:'Space Grotesk',Helvetica,Arial,sans-serif;line-height:1.5"><div style="max-width:560px;margin:0 auto;background:#fff;padding:32px;border-top:4px solid #FF7300"><h1 style="margin:0 0 24px;font-size:28px;text-transform:uppercase">${escapeHtml(heading)}</h1>${paragraphs.map((line) => `<p>${escapeHtml(line)}</p>`).join("")}<p style="margin-top:32px"><a href="${escapeHtml(action.url)}" style="display:inline-block;background:#1A161C;color:#EFE9D6;padding:12px 20px;text-decoration:none">${escapeHtml(action.label)} →</a></p></div></body></html>`,
  }
}

/** The order's lines and total, a sentence each. */
export function mailLines(order: OrderRow, lines: readonly OrderLineRow[]): string[] {
  const money = new Intl.NumberFormat("en-US", { style: "currency", currency: order.currency })
  return [
    ...lines.map(
      (line) =>
        `${line.quantity} × ${lineLabel(line.productName, line)}: ${money.format(line.amountTotalCents / 100)}`,
    ),
    `Total: ${money.format(order.totalCents / 100)}`,
  ]
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
