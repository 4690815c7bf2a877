/** Whether a key is text for the element, so that it must not be a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "submit"].includes(target.type)
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName)
}

/** False when the page has no list to search. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search]")
  field?.focus()
  field?.select()
  return field !== null
}

/** Moves the focus to the link of the next row or the one above; to the first when no row has it. */
export function moveToRow(by: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>("tbody [data-row-link]")]
  const here = document.activeElement?.closest("tr")
  const index = links.findIndex((link) => link.closest("tr") === here)
  const next = index === -1 ? links[0] : links[index + by]
  next?.focus()
  next?.scrollIntoView({ block: "nearest" })
  return next !== undefined
}

/** Ticks or unticks the box of the row that has the focus. */
export function chooseRow(): boolean {
  const box = document.activeElement?.closest("tr")?.querySelector<HTMLInputElement>("input[type=checkbox]")
  box?.click()
  return Boolean(box)
}
