/** The address, or null when it is none. (`URL.parse` is not in every Node 20.) */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
