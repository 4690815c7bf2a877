/** A letter in words, before it is a page or plain text: both are made from this, so they cannot disagree. */
export interface LetterContent {
  readonly subject: string
  /** What a list of mails shows behind the subject. */
  readonly preview: string
  readonly heading: string
  readonly parts: readonly LetterPart[]
  readonly action: { readonly label: string; readonly url: string }
  /** Why the reader has this letter. */
  readonly footer: string
}

export type LetterPart =
  | { readonly type: "paragraph"; readonly text: string }
  /** One row each, the amounts in a column of their own. */
  | {
      readonly type: "items"
      readonly items: readonly { readonly label: string; readonly amount?: string }[]
    }
  | { readonly type: "sums"; readonly sums: readonly { readonly label: string; readonly amount: string }[] }
  | { readonly type: "note"; readonly label: string; readonly lines: readonly string[] }
  /** What the order's function has done and is about to do. */
  | { readonly type: "stages"; readonly stages: readonly { readonly name: string; readonly done: boolean }[] }
