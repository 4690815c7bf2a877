import { isIP } from "node:net"

/** The name in a Host header or an origin, without its port. */
export function nameOf(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase()
}

export function isThisMachine(name: string): boolean {
  return name === "localhost" || name === "127.0.0.1" || name === "[::1]"
}

/**
 * A name that nobody can register and let lead here: an address, a name without a dot (as containers have), or one
 * of the endings that are reserved for private use (RFC 6761, RFC 6762, ICANN's .internal).
 */
export function isPrivate(name: string): boolean {
  return (
    isIP(name.replace(/^\[|\]$/g, "")) > 0 ||
    !name.includes(".") ||
    /\.(localhost|local|internal)$/.test(name)
  )
}
