import { expect, it, vi } from "vitest"
import { StoreError } from "./errors"

it("an error that another bundle's copy of the class has made is known as what it is", async () => {
  vi.resetModules()
  const { StoreError: Copy } = await import("./errors")
  expect(Copy).not.toBe(StoreError)
  expect(new Copy("SERVICE_UNAVAILABLE", "Not now.") instanceof StoreError).toBe(true)
  expect(new StoreError("CONFLICT", "No.") instanceof Copy).toBe(true)
})

it("nothing else is", () => {
  const likeIt = Object.assign(new Error("x"), { name: "StoreError", type: "MADE_UP" })
  for (const value of [new Error("x"), new TypeError("x"), likeIt, { type: "CONFLICT" }, null, "StoreError"])
    expect(value instanceof StoreError).toBe(false)
})
