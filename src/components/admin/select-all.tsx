"use client"

import { useSyncExternalStore } from "react"

const never = () => () => undefined

/** Takes all rows of its form at once. Without scripts rows are taken one by one, and this is not there. */
export function SelectAll() {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!scripted) return null
  return (
    <label>
      <input
        type="checkbox"
        onChange={({ currentTarget }) => {
          for (const box of currentTarget.form?.querySelectorAll<HTMLInputElement>('input[name="id"]') ??
            []) {
            box.checked = currentTarget.checked
          }
        }}
      />{" "}
      All on this page
    </label>
  )
}
