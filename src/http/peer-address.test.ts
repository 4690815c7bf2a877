import { expect, it } from "vitest"
import { addressOf } from "./peer-address"

it.each([
  ["the connection's own, when there is no proxy", "198.51.100.7", "198.51.100.7"],
  ["what our proxy saw", "198.51.100.7, 10.0.0.3", "198.51.100.7"],
  ["what the outermost of our proxies saw", "198.51.100.7, 100.64.0.9, ::ffff:10.0.0.3", "198.51.100.7"],
  ["not what the caller claims before it", "203.0.113.1, 198.51.100.7, 10.0.0.3", "198.51.100.7"],
  ["not what a direct caller claims", "203.0.113.1, 198.51.100.7", "198.51.100.7"],
  ["no text that is no address", "nonsense, <script>, 10.0.0.3", "10.0.0.3"],
  ["one of our own network, when nobody else is named", "192.168.1.20, 127.0.0.1", "192.168.1.20"],
  ["without its port", "198.51.100.7:4711, 10.0.0.3", "198.51.100.7"],
  ["the network of an IPv6 caller", "2001:db8:1:2:aaaa::1, fd00::1", "2001:db8:1:2::/64"],
  ["the same network however it is written", "[2001:0db8:0001:0002::9]:443, ::1", "2001:db8:1:2::/64"],
  ["a network with zeros left out", "2001:db8::1", "2001:db8:0:0::/64"],
])("the caller's address is %s", (_what, forwarded, address) => {
  expect(addressOf({ headers: new Headers({ "x-forwarded-for": forwarded }) })).toBe(address)
})

it("a request that came by no connection has none", () => {
  expect(addressOf({ headers: new Headers() })).toBeUndefined()
})
