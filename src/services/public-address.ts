import { BlockList, isIP } from "node:net"

/** IANA's special-purpose registries (RFC 6890): what must not be reached from a server on somebody else's word. */
const NOT_PUBLIC_IPV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
]

/** Of IPv6 only global unicast is public, without the parts that wrap IPv4 or are set aside. */
const NOT_PUBLIC_IPV6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]

const refused = new BlockList()
for (const [net, bits] of NOT_PUBLIC_IPV4) refused.addSubnet(net, bits, "ipv4")
for (const [net, bits] of NOT_PUBLIC_IPV6) refused.addSubnet(net, bits, "ipv6")
const globalUnicast = new BlockList()
globalUnicast.addSubnet("2000::", 3, "ipv6")

/** Whether the address belongs to the public internet, so that asking it cannot reach our own network. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, "ipv4")
    case 6:
      return globalUnicast.check(address, "ipv6") && !refused.check(address, "ipv6")
    default:
      return false
  }
}
