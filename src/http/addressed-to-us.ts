import { StoreError } from "../errors"

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Refuses requests that a browser sends for another site, and ones that reached us under another name: a page that
 * rebinds its name to this machine could otherwise speak to it.
 * @throws StoreError FORBIDDEN
 */
export function addressedToUs(request: Request, appOrigin: string): void {
  const origin = request.headers.get("origin")
  const host = request.headers.get("host")
  const own = new URL(appOrigin)
  const ownHost = host === null || host === own.host || (LOOPBACK.test(host) && LOOPBACK.test(own.host))
  const ownOrigin = origin === null || origin === own.origin
  if (ownHost && ownOrigin) return
  throw new StoreError("FORBIDDEN", "This request is not addressed to the shop's own origin.", {
    userAction: `Send it to ${own.origin}, without an Origin header or with that one.`,
  })
}
