import type { IncomingMessage } from "node:http"
import { sameSecret } from "../protocol/signature"
import { isThisMachine, nameOf } from "./host-names"

export interface Refusal {
  readonly status: number
  readonly message: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Who may see the dashboard: with a signing key, whoever gives it as the password; without one (development), this
 * machine by its own names.
 */
export function refuseDashboard(
  request: Pick<IncomingMessage, "headers">,
  { signingKey, host }: { signingKey: string | null; host: string },
): Refusal | null {
  if (signingKey !== null) {
    const [, credentials = ""] = /^Basic (.+)$/i.exec(request.headers.authorization ?? "") ?? []
    const password = Buffer.from(credentials, "base64")
      .toString("utf8")
      .replace(/^[^:]*:/, "")
    if (sameSecret(password, signingKey)) return null
    return {
      status: 401,
      message: "The password is the signing key; any name will do.",
      headers: { "www-authenticate": 'Basic realm="inngest-postgres", charset="UTF-8"' },
    }
  }
  const name = nameOf(request.headers.host ?? "")
  if (isThisMachine(name) || name === host) return null
  return {
    status: 403,
    message: "Without a signing key the dashboard is for this machine alone: open it as http://localhost.",
    headers: {},
  }
}
