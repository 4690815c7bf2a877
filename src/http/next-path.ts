/** Where to go after signing in: a page of the desk, never another site. */
export function nextPath(text: string | null | undefined): string {
  return text && /^\/admin(?:[/?][\w\-./?=&%+]*)?$/.test(text) && !text.includes("//") ? text : "/admin"
}
