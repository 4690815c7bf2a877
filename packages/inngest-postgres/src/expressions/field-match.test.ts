import { expect, test } from "vitest"
import { fieldKey, fieldMatch } from "./field-match"

const trigger = { name: "shop/placed", data: { k: "k1", n: 1, deep: { a: [1] }, nothing: null } }

test.each([
  ["event.data.k == async.data.k", "data.k", "k1"],
  ["async.data.k == event.data.k", "data.k", "k1"],
  ["event.data.n == async.data.other.n", "data.other.n", 1],
  ["event.data.deep == async.data.deep", "data.deep", { a: [1] }],
  ["event.data.nothing == async.data.k", "data.k", null],
  [`async.data.k == "k2" && (async.data.n > 5)`, "data.k", "k2"],
  ["'k3' == async.data.k", "data.k", "k3"],
])("%s is found by the value of one field", (expression, path, value) => {
  expect(fieldMatch(expression, trigger)).toEqual({ path, key: fieldKey({ value }, "value") })
})

test.each([
  [null],
  ["async.data.n > 5"],
  ["event.data.k == async.data.k || async.data.all"],
  [`async.data.all ? true : async.data.k == "k"`],
  ["!(event.data.k == async.data.k)"],
  ["event.data.k == event.data.n"],
  ["async.data.k == async.data.n"],
  ["async.data.k == event.data.n + 1"],
  [String.raw`async.data.k == "a\n"`],
])("%s has to be compared with every event", (expression) => {
  expect(fieldMatch(expression, trigger)).toEqual({ path: "", key: "" })
})

test("a field that is missing matches nothing, as in the condition itself", () => {
  expect(fieldMatch("event.data.gone == async.data.k", trigger).key).toBe("never")
  for (const path of ["data.gone", "data.k.length", "data.constructor", "data.deep.a.length"])
    expect(fieldKey(trigger, path)).toBeNull()
})
