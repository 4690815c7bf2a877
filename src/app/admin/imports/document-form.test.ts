import { describe, expect, it } from "vitest"
import { documentFormSchema } from "./document-form"

const read = (fields: object) => documentFormSchema.safeParseAsync({ mode: "receive_shipment", ...fields })

describe("a document handed in at the desk", () => {
  it("is the chosen file, under its name, even when something was pasted as well", async () => {
    const file = new File(["sku,quantity\nINN-MUG-12OZ,4"], "delivery.csv")
    const { data } = await read({ text: "pasted", file })
    expect(data?.sourceName).toBe("delivery.csv")
    expect(Buffer.from(data?.document ?? "").toString()).toBe("sku,quantity\nINN-MUG-12OZ,4")
  })

  it("is what was pasted when no file was chosen", async () => {
    const answer = await read({ text: "4 x mug", file: new File([], ""), sourceName: "Mail of Monday" })
    expect(answer.data).toMatchObject({ document: "4 x mug", sourceName: "Mail of Monday" })
  })

  it.each([
    ["nothing", { text: "  " }, /nothing to read/],
    ["a file that is too large", { file: new File([new Uint8Array(8_000_001)], "a.csv") }, /larger than/],
  ])("is refused when it is %s, with what to do", async (_, fields, message) => {
    const { error } = await read(fields)
    expect(error?.issues[0]?.message).toMatch(message)
  })
})
