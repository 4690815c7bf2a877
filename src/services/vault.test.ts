import { randomBytes } from "node:crypto"
import { describe, expect, it } from "vitest"
import { createVault } from "./vault"

const old = randomBytes(32)
const fresh = randomBytes(32)

describe("the vault", () => {
  it("opens what it sealed, in its own context only", () => {
    const vault = createVault([old])
    const sealed = vault.seal("Ada Lovelace", "ord_1")
    expect(sealed).not.toContain("Ada")
    expect(vault.open(sealed, "ord_1")).toBe("Ada Lovelace")
    expect(() => vault.open(sealed, "ord_2")).toThrow()
  })

  it("refuses a text with any character changed", () => {
    const vault = createVault([old])
    const sealed = vault.seal("x", "c")
    const body = sealed.lastIndexOf(".") + 1
    const flipped = sealed.slice(0, body) + (sealed[body] === "A" ? "B" : "A") + sealed.slice(body + 1)
    expect(() => vault.open(flipped, "c")).toThrow()
  })

  it("opens old texts after a rotation and seals new ones under the new key", () => {
    const sealed = createVault([old]).seal("x", "c")
    const rotated = createVault([fresh, old])
    expect(rotated.open(sealed, "c")).toBe("x")
    expect(() => createVault([old]).open(rotated.seal("x", "c"), "c")).toThrow(/not configured/)
  })

  it("never seals the same text to the same bytes", () => {
    const vault = createVault([old])
    expect(vault.seal("x", "c")).not.toBe(vault.seal("x", "c"))
  })
})
