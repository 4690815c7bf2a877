/** Where to go after signing in: a page of the desk or the engine, never another site. */
export function nextPath(text: string | null | undefined): string {
  return text && /^\/(?:admin|engine)(?:[/?][\w\-./?=&%+]*)?$/.test(text) && !text.includes("//")
    ? text
    : "/admin"
}
