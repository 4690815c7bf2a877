/** Shows the page as it is now, every two seconds while someone looks; folds that are open and the focus stay. */
export const SCRIPT = `
const FOLDS = "details[data-key]"
async function refresh() {
  const main = document.querySelector("main[data-live]")
  if (!main || document.hidden || main.contains(document.activeElement?.closest("form") ?? null)) return
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null)
  if (!answer?.ok) return
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main[data-live]")
  if (!next) return
  for (const fold of main.querySelectorAll(FOLDS)) {
    const same = [...next.querySelectorAll(FOLDS)].find(({ dataset }) => dataset.key === fold.dataset.key)
    if (same) same.open = fold.open
  }
  if (next.innerHTML === main.innerHTML) return
  const href = main.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null
  const scrolls = [...main.querySelectorAll(".scroll")].map(({ scrollLeft }) => scrollLeft)
  main.replaceChildren(...next.childNodes)
  main.querySelectorAll(".scroll").forEach((one, index) => { one.scrollLeft = scrolls[index] ?? 0 })
  if (href) [...main.querySelectorAll("a")].find((link) => link.getAttribute("href") === href)?.focus()
}
setInterval(refresh, 2000)
`
