/** An address with its query; what is empty is left out. */
export function hrefWith(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const text = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") text.set(name, String(value))
  }
  return text.size > 0 ? `${path}?${text}` : path
}
