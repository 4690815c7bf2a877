"use client"

import { useEffect, useRef } from "react"
import styles from "./desk-keys.module.css"
import type { DeskPage } from "./desk-nav"
import { chooseRow, focusSearch, isTyping, moveToRow } from "./row-keys"

const OFF = "desk-keys-off"
/** How long after `g` its second key is waited for. */
const CHORD_MS = 1_500

interface DeskKeysProps {
  /** The pages of this role, each reached by `g` and its key. */
  pages: readonly Pick<DeskPage, "href" | "label" | "shortcut">[]
}

/** Single keys for those who work here all day, the list of them under `?`, and a switch to turn them off. */
export function DeskKeys({ pages }: DeskKeysProps) {
  const help = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    let chordUntil = 0
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || help.current?.open || localStorage.getItem(OFF)) return
      const inChord = performance.now() < chordUntil
      chordUntil = 0
      const page = inChord ? pages.find(({ shortcut }) => shortcut === event.key) : undefined
      if (page) location.assign(page.href)
      else if (event.key === "g") chordUntil = performance.now() + CHORD_MS
      else if (event.key === "?") help.current?.showModal()
      else if (!KEYS[event.key]?.()) return
      event.preventDefault()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [pages])

  return (
    <>
      <button className={styles.open} type="button" onClick={() => help.current?.showModal()}>
        Keys
      </button>
      <dialog className={styles.help} ref={help} aria-labelledby="desk-keys-title">
        <h2 className={styles.title} id="desk-keys-title">
          Keys
        </h2>
        <dl className={styles.keys}>
          {[...LIST, ...pages.map(({ label, shortcut }) => [`g ${shortcut}`, label] as const)].map(
            ([keys, what]) => (
              <div key={keys} className={styles.entry}>
                <dt>
                  {keys.split(" ").map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ),
          )}
        </dl>
        <form className={styles.foot} method="dialog">
          <label>
            <input
              type="checkbox"
              ref={(box) => {
                if (box) box.checked = !localStorage.getItem(OFF)
              }}
              onChange={({ currentTarget }) => {
                if (currentTarget.checked) localStorage.removeItem(OFF)
                else localStorage.setItem(OFF, "1")
              }}
            />{" "}
            Single keys work in this browser
          </label>
          <button className={styles.open} type="submit">
            Close
          </button>
        </form>
      </dialog>
    </>
  )
}

const LIST = [
  ["/", "Search this list"],
  ["j", "Next row"],
  ["k", "Row above"],
  ["x", "Take the row"],
  ["?", "This list"],
] as const

const KEYS: Readonly<Record<string, () => boolean>> = {
  "/": focusSearch,
  j: () => moveToRow(1),
  k: () => moveToRow(-1),
  x: chooseRow,
}
