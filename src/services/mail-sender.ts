/** Takes a letter to its reader. The same key twice should reach the reader once, where the provider can see to it. */
export interface MailSender {
  readonly name: "resend" | "smtp"
  send(letter: {
    readonly key: string
    readonly to: string
    readonly subject: string
    readonly text: string
    readonly html: string
  }): Promise<void>
}
