import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { openEmbedded } from "../../tests/support/databases"
import { startSmtp } from "../../tests/support/smtp-server"
import { startVendor, type VendorServer } from "../../tests/support/vendor-server"
import type { DatabaseHandle } from "../database"
import { renderLetter } from "../letters/render-letter"
import { SAMPLE_LETTERS } from "../letters/sample-letters"
import { createKeptMail } from "./kept-mail"
import { createResendSender } from "./resend-sender"
import { createSmtpSender } from "./smtp-sender"
import { createVault } from "./vault"

const LETTER = {
  idempotencyKey: "confirmation:ord_1",
  orderId: "ord_1",
  to: "ada@example.com",
  letter: SAMPLE_LETTERS.confirmation,
}
const FROM = "Swag <swag@shop.test>"
const vault = createVault([Buffer.alloc(32, 1)])

let database: DatabaseHandle
beforeEach(async () => {
  database = await openEmbedded()
})
afterEach(() => database.close())

const kept = async () => (await database.sql.query("select via, sent_at is not null as sent from mails")).rows

describe("a letter without a mailer", () => {
  it("is kept once and claims no more than that", async () => {
    const mail = createKeptMail(database.db, vault)
    expect(await mail.send(LETTER)).toEqual({ via: "outbox" })
    await mail.send(LETTER)
    expect(await kept()).toEqual([{ via: "outbox", sent: false }])
  })
})

describe("a letter through Resend", () => {
  let resend: VendorServer
  const delivered = new Set<string>()
  beforeEach(async () => {
    delivered.clear()
    resend = await startVendor(({ headers }) => {
      delivered.add(String(headers["idempotency-key"]))
      return { id: "email_1" }
    })
  })
  afterEach(() => resend.close())
  const open = () =>
    createKeptMail(
      database.db,
      vault,
      createResendSender({ apiKey: "re_test", from: FROM, baseUrl: resend.origin }),
    )

  it("goes out once, however often the step runs", async () => {
    const mail = open()
    expect(await mail.send(LETTER)).toEqual({ via: "resend" })
    await mail.send(LETTER)
    expect(resend.calls).toHaveLength(1)
    expect(resend.calls[0]?.headers.authorization).toBe("Bearer re_test")
    expect(JSON.parse(resend.calls[0]?.body ?? "")).toMatchObject({ from: FROM, to: ["ada@example.com"] })
    expect(await kept()).toEqual([{ via: "resend", sent: true }])
  })

  it("is tried again after 500, 429 and a lost answer, under the same key", async () => {
    const mail = open()
    resend.fail({ status: 500 }, { status: 429 }, "lost")
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(mail.send(LETTER)).rejects.toMatchObject({ type: "SERVICE_UNAVAILABLE" })
    }
    await mail.send(LETTER)
    expect(delivered).toEqual(new Set([LETTER.idempotencyKey]))
  })

  it("that Resend refuses is not tried again, and the reason names no address", async () => {
    resend.fail({ status: 422 })
    const refused = open().send(LETTER)
    await expect(refused).rejects.toMatchObject({ type: "INTERNAL_ERROR" })
    await expect(refused).rejects.toThrow(/^Resend refused the call with 422\.$/)
  })
})

describe("a letter over SMTP", () => {
  it("is taken by the server, with a message id that stays the same", async () => {
    const server = await startSmtp()
    const sender = createSmtpSender({ url: server.url, from: FROM })
    await createKeptMail(database.db, vault, sender).send(LETTER)
    const again = { key: LETTER.idempotencyKey, to: LETTER.to, ...(await renderLetter(LETTER.letter)) }
    await sender.send(again)
    server.close()
    expect(server.received).toHaveLength(2)
    const ids = server.received.map((message) => /^Message-ID: (.+)$/im.exec(message)?.[1])
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@shop\.test>$/)
    expect(ids[0]).toBe(ids[1])
    expect(await kept()).toEqual([{ via: "smtp", sent: true }])
  })

  it("says that the server is away, so that the step tries again", async () => {
    const sender = createSmtpSender({ url: "smtp://127.0.0.1:1", from: FROM })
    await expect(createKeptMail(database.db, vault, sender).send(LETTER)).rejects.toMatchObject({
      type: "SERVICE_UNAVAILABLE",
      message: "The mail server did not take the letter.",
    })
    expect(await kept()).toEqual([{ via: "smtp", sent: false }])
  })
})
