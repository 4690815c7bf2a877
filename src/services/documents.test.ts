import { deflateRawSync } from "node:zlib"
import MailComposer from "nodemailer/lib/mail-composer"
import { describe, expect, it } from "vitest"
import { docx, docxLine, docxTable, pdf, xlsx } from "../../tests/support/office-files"
import { createDocuments } from "./documents"
import { writeZip } from "./zip-archive.mjs"

const documents = createDocuments()
const read = (bytes: Uint8Array) => documents.read(bytes)
const refusal = async (bytes: Uint8Array) =>
  read(bytes).then(String, ({ type, message, userAction }) => ({ type, message, userAction }))

describe("a spreadsheet", () => {
  it("is read as its cells are seen: zeros in front, dates, sums, what formulas came to; sheet after sheet", async () => {
    const file = xlsx([
      [
        ["sku", "size", "qty", "on"],
        [{ v: 123, s: 1 }, "S", { v: 12, f: "6*2" }, { v: 46083, s: 2 }],
        [],
        ["A & <B>", "M\tL\nXL", { v: "=1+1", f: "T(1)" }, 0.1 + 0.2],
      ],
      [
        ["sku", "qty"],
        ["INN-CAP", 3],
      ],
    ])
    expect(await read(file)).toBe(
      "sku\tsize\tqty\ton\n00123\tS\t12\t2026-03-02\n\nA & <B>\tM L XL\t=1+1\t0.3\n\nsku\tqty\nINN-CAP\t3",
    )
  })

  it("brings nothing but its cells along: no macro, no entity, no path out of the archive", async () => {
    const rows = [
      [
        ["sku", "qty"],
        ["INN-CAP", 3],
      ],
    ]
    const plain = await read(xlsx(rows))
    expect(
      await read(
        xlsx(rows, { "xl/vbaProject.bin": "MACRO", "../../evil.xml": "EVIL", "xl/../evil.xml": "EVIL" }),
      ),
    ).toBe(plain)
    const entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
    expect(await refusal(xlsx(rows, { "xl/sharedStrings.xml": entity }))).toMatchObject({
      type: "VALIDATION_ERROR",
      message: expect.stringContaining("broken"),
    })
  })
})

describe("a Word document", () => {
  it("is read as its lines, and its tables as rows", async () => {
    const file = docx(
      docxLine("Packing list & more") +
        docxTable([
          ["Item", "Qty"],
          ["Black Socks", "12"],
          ["", "3"],
        ]) +
        docxLine("Bye"),
    )
    expect(await read(file)).toBe("Packing list & more\nItem\tQty\nBlack Socks\t12\n\t3\nBye")
  })
})

describe("a PDF", () => {
  it("is read in lines, with its columns apart where cells are empty", async () => {
    const file = pdf([
      ["Packing list 4411", 50, 800],
      ["SKU", 50, 760],
      ["Size", 200, 760],
      ["Qty", 300, 760],
      ["INN-AAI-TEE", 50, 740],
      ["M", 205, 740],
      ["8", 310, 740],
      ["INN-STICKERS", 50, 720],
      ["200", 300, 720],
    ])
    expect(await read(file)).toBe("Packing list 4411\nSKU\tSize\tQty\nINN-AAI-TEE\tM\t8\nINN-STICKERS\t\t200")
  })

  it("of pictures, or with a script in it, gives its text or says that there is none", async () => {
    expect(await refusal(pdf([]))).toMatchObject({ message: expect.stringContaining("pictures and no text") })
    const catalog = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    expect(await read(pdf([["12 x mug", 50, 800]], { catalog }))).toBe("12 x mug")
  })
})

describe("a mail", () => {
  const RECEIVED = [
    ["sku", "qty"],
    ["INN-CAP", 3],
  ]
  const list = { filename: "list.xlsx", content: xlsx([RECEIVED]) }
  const logo = { filename: "logo.png", content: Buffer.from("89504e470d0a1a0a", "hex"), cid: "logo@supplier" }

  it("is read as its text, whatever it was packed in", async () => {
    const long = `Delivered: 12 mugs, Größe L, ${"and so on ".repeat(20)}`.trim()
    expect((await read(await mail({ text: long }))).trim()).toBe(long)
    expect((await read(await mail({ text: long, textEncoding: "base64" }))).trim()).toBe(long)
  })

  it("is read as its table, where there is one", async () => {
    const html = `<html><head><style>td { color: red }</style><title>List</title></head><body>
      <div>Hello,<br>this is <b>what</b> came &amp; counts:</div>
      <table><tr><td><table><tr><th>Item</th><th>Qty</th></tr>
        <tr><td><p>Black</p><p>Socks</p></td><td>12<tr><td></td><td>3</td></tr></table></td></tr></table>
      <script>document.write("99 x evil")</script><img src="https://tracker.example/1.gif"></body></html>`
    const text = "Hello,\nthis is what came & counts:\n\nItem\n\nQty\n\nBlack Socks\n\n12"
    expect(await read(await mail({ text, html }))).toBe(
      "Hello,\nthis is what came & counts:\nItem\tQty\nBlack Socks\t12\n\t3",
    )
  })

  it("is read as the one file that it carries; pictures, signatures and invitations are none", async () => {
    const html = '<p>See the list.</p><img src="cid:logo@supplier">'
    const card = { filename: "me.vcf", contentType: "text/vcard", content: "BEGIN:VCARD" }
    expect(await read(await mail({ text: "See the list.", html, attachments: [logo, card, list] }))).toBe(
      "sku\tqty\nINN-CAP\t3",
    )
    const csv = { filename: "list.csv", content: Buffer.from("größe;qty\nL;3", "latin1") }
    expect(await read(await mail({ text: "See the list.", attachments: [csv] }))).toBe("größe;qty\nL;3")
    const scan = { filename: "scan.pdf", content: pdf([["12 x mug", 50, 800]]) }
    const forwarded = await mail({ text: "See below.", attachments: [scan] })
    const around = {
      contentType: "message/rfc822",
      contentDisposition: "inline" as const,
      content: forwarded,
    }
    expect(await read(await mail({ text: "Forwarded.", attachments: [around] }))).toBe("12 x mug")
  })

  it("is refused when nobody can tell which of its files counts, when it is empty, and when it hides itself", async () => {
    const terms = { filename: "terms.pdf", content: pdf([["Terms", 50, 800]]) }
    expect(await refusal(await mail({ text: "See the list.", attachments: [terms, list] }))).toMatchObject({
      message: "The mail carries several files: terms.pdf, list.xlsx.",
      userAction: expect.stringContaining("the one that lists the goods"),
    })
    expect(await refusal(await mail({ attachments: [logo] }))).toMatchObject({
      message: "The mail has neither text nor a file.",
    })
    const deep = Array.from(
      { length: 60 },
      (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary=b${n + 1}\r\n\r\n`,
    )
    const nested = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${deep.join("")}`
    expect(await refusal(Buffer.from(nested))).toMatchObject({ message: expect.stringContaining("broken") })
  })

  it("is only what begins as one: a text that speaks of mails stays a text", async () => {
    const text = "Received: 12 mugs\nno header\n\nMessage-ID: none"
    expect(await read(Buffer.from(text))).toBe(text)
  })
})

describe("text", () => {
  it.each([
    ["UTF-8", Buffer.from("größe;qty\n")],
    ["UTF-16, as Excel's Unicode text", Buffer.from("\uFEFFgröße;qty\n", "utf16le")],
    ["Windows' own letters, as Excel's CSV", Buffer.from("größe;qty\n", "latin1")],
  ])("is read as %s", async (_encoding, bytes) => {
    expect((await read(bytes)).replace("\uFEFF", "")).toBe("größe;qty\n")
  })
})

describe("a file that cannot be read", () => {
  const bomb = packed("xl/worksheets/sheet1.xml", Buffer.alloc(200_000_000, 0x20))
  it.each([
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]), "neither text nor"],
    ["Office's old form", Buffer.from("d0cf11e0a1b11ae10000", "hex"), "password, or in Office's old form"],
    ["half an archive", xlsx([[["sku", "qty"]]]).subarray(0, 300), "broken"],
    ["an archive of something else", writeZip(new Map([["mimetype", "x"]])), "no spreadsheet"],
    ["an archive that unpacks to 200 MB", bomb, "more than is read at once"],
    [
      "an archive of 3,000 files",
      writeZip(new Map(Array.from({ length: 3_000 }, (_, n) => [`${n}`, ""]))),
      "more than is read at once",
    ],
    ["half a PDF", pdf([["12 x mug", 50, 800]]).subarray(0, 60), "broken"],
    [
      "a PDF behind a password",
      pdf([], {
        trailer:
          "/Encrypt << /Filter /Standard /V 1 /R 2 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) /P -4 >> /ID [(a) (b)]",
      }),
      "password",
    ],
  ])("is refused with what to do when it is %s", async (_what, bytes, message) => {
    expect(await refusal(bytes)).toMatchObject({
      type: "VALIDATION_ERROR",
      message: expect.stringContaining(message),
      userAction: expect.stringMatching(/.{10,}/),
    })
  })

  it("is given up when it takes too long", async () => {
    const hurried = createDocuments(1)
    await expect(hurried.read(xlsx([[["sku"]]]))).rejects.toMatchObject({
      message: expect.stringContaining("more time or memory"),
    })
  })
})

/** One entry, deflated, as an archive of a few kilobytes. */
function packed(name: string, content: Buffer): Buffer {
  const data = deflateRawSync(content)
  const zip = writeZip(new Map([[name, data]]))
  for (const signature of ["PK\x03\x04", "PK\x01\x02"]) {
    const at = zip.indexOf(Buffer.from(signature, "latin1"))
    const method = signature === "PK\x03\x04" ? 8 : 10
    zip.writeUInt16LE(8, at + method)
    zip.writeUInt32LE(content.length, at + method + 14)
  }
  return zip
}

/** A mail as mailers write it. */
function mail(message: ConstructorParameters<typeof MailComposer>[0]): Promise<Buffer> {
  const to = { from: "supplier@example.com", to: "shop@example.com", subject: "Delivered" }
  return new MailComposer({ ...to, ...message }).compile().build()
}
