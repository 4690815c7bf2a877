/** What a reader sees of a page: its text without markup. */
export function textOf(markup: string): string {
  return markup
    .replaceAll(/<(style|title)[\s\S]*?<\/\1>/g, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
}

/** The opening tag of the element with this id. */
export function tagWithId(markup: string, id: string): string {
  return new RegExp(`<[a-z]+[^>]*\\sid="${id}"[^>]*>`).exec(markup)?.[0] ?? ""
}
