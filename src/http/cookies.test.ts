import { expect, it } from "vitest"
import { findCookie, readCookies, setCookie } from "./cookies"

const asked = (cookie: string) => readCookies(new Request("https://shop.test", { headers: { cookie } }))

it("a cookie is for this host, https and the server alone where the shop has https", () => {
  const cookie = setCookie("swag_cart", "a b", { appOrigin: "https://shop.test", maxAgeSeconds: 60 })
  expect(cookie).toBe("__Host-swag_cart=a%20b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure")
  expect(setCookie("swag_cart", "", { appOrigin: "http://localhost:3000", maxAgeSeconds: 0 })).toBe(
    "swag_cart=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
  )
})

it("a cookie of this host alone counts before one that another host of the domain may have set", () => {
  expect(asked("swag_cart=theirs; __Host-swag_cart=ours").get("swag_cart")).toBe("ours")
  expect(asked("swag_cart=only; swag_cart=second").get("swag_cart")).toBe("only")
  const jar = new Map([
    ["swag_cart", { value: "theirs" }],
    ["__Host-swag_cart", { value: "ours" }],
  ])
  expect(findCookie(jar, "swag_cart")).toBe("ours")
  jar.delete("__Host-swag_cart")
  expect(findCookie(jar, "swag_cart")).toBe("theirs")
})
