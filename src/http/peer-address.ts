import { BlockList, isIP } from "node:net"
import { onRequest } from "./on-request"

/** Where proxies stand: this machine, private networks, and the ones that hosting platforms share (RFC 6598). */
const OWN_NETWORKS = new BlockList()
for (const [network, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
  ["100.64.0.0", 10],
] as const) {
  OWN_NETWORKS.addSubnet(network, prefix, "ipv4")
}
OWN_NETWORKS.addAddress("::1", "ipv6")
OWN_NETWORKS.addSubnet("fc00::", 7, "ipv6")
OWN_NETWORKS.addSubnet("fe80::", 10, "ipv6")

/**
 * Writes the address that a connection came from at the end of X-Forwarded-For, as a proxy does, before anyone reads
 * the request. Without it a caller that reaches this process directly could name any address as its own.
 */
export function appendPeerAddresses(): void {
  onRequest(({ request }) => {
    const claimed = request.headers["x-forwarded-for"]
    const peer = request.socket.remoteAddress
    if (peer) request.headers["x-forwarded-for"] = claimed ? `${claimed}, ${peer}` : peer
  })
}

/**
 * The caller's address: the last in X-Forwarded-For that is none of our own network. Everything before it is the
 * caller's own word. IPv6 callers count as their network of 64 bits, since they may use all of it.
 * @returns undefined for a request that came by no connection
 */
export function addressOf(request: Pick<Request, "headers">): string | undefined {
  const hops = (request.headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => plainAddress(hop.trim()))
    .filter((hop) => isIP(hop) !== 0)
  const caller = hops.findLast((hop) => !isOurs(hop)) ?? hops[0]
  return caller && isIP(caller) === 6 ? networkOf(caller) : caller
}

function isOurs(address: string): boolean {
  return OWN_NETWORKS.check(address, isIP(address) === 6 ? "ipv6" : "ipv4")
}

/** IPv4 within IPv6, a port and brackets are ways to write the same address. */
function plainAddress(hop: string): string {
  const bare = hop.startsWith("[") ? hop.slice(1, hop.indexOf("]")) : hop.replace(/^([\d.]+):\d+$/, "$1")
  return bare
    .toLowerCase()
    .replace(/^::ffff:(?=[\d.]+$)/, "")
    .replace(/%.*$/, "")
}

function networkOf(address: string): string {
  const [head = "", tail] = address.split("::")
  const groups = head.split(":").filter(Boolean)
  const after = (tail ?? "").split(":").filter(Boolean)
  const all = [
    ...groups,
    ...Array<string>(tail === undefined ? 0 : 8 - groups.length - after.length).fill("0"),
    ...after,
  ]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`
}
