/** Half of what a tool's answer may weigh (64 kB), since it is sent as data and as text. */
const MAX_PAGE_BYTES = 26_000

/**
 * As many of the items as fit into an answer, at least one, and the cursor behind the last of them if any are left.
 * `more`: there are items after these.
 */
export function fitPage<Item>(
  items: readonly Item[],
  cursorOf: (item: Item) => string,
  more: boolean,
): { readonly page: readonly Item[]; readonly nextCursor?: string } {
  let bytes = 0
  const tooMany = items.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1
    return index > 0 && bytes > MAX_PAGE_BYTES
  })
  const page = tooMany === -1 ? items : items.slice(0, tooMany)
  const last = page.at(-1)
  return last !== undefined && (more || page.length < items.length)
    ? { page, nextCursor: cursorOf(last) }
    : { page }
}
