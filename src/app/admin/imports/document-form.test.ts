import { describe, expect, it } from "vitest"
import { documentFormSchema } from "./document-form"

const read = (fields: object) => documentFormSchema.safeParseAsync({ mode: "receive_shipment", ...fields })

describe("a document handed in at the desk", () => {
  it("is the chosen file, under its name, even when something was pasted as well", async () => {
    const file = new File(["sku,quantity\nINN-MUG-12OZ,4"], "delivery.csv")
    expect((await read({ text: "pasted", file })).data).toEqual({
      mode: "receive_shipment",
      documentText: "sku,quantity\nINN-MUG-12OZ,4",
      sourceName: "delivery.csv",
    })
  })

  it("is what was pasted when no file was chosen", async () => {
    const answer = await read({ text: "4 x mug", file: new File([], ""), sourceName: "Mail of Monday" })
    expect(answer.data).toMatchObject({ documentText: "4 x mug", sourceName: "Mail of Monday" })
  })

  it.each([
    ["nothing", { text: "  " }, /nothing to read/],
    [
      "a spreadsheet's own format",
      { file: new File([Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0xff)], "a.xlsx") },
      /not text/,
    ],
    ["text with NUL characters", { file: new File(["a\0b"], "a.txt") }, /not text/],
    ["a file that is too large", { file: new File(["x".repeat(256_001)], "a.csv") }, /larger than/],
  ])("is refused when it is %s, with what to do", async (_, fields, message) => {
    const { error } = await read(fields)
    expect(error?.issues[0]?.message).toMatch(message)
  })
})
