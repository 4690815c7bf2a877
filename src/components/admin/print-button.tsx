"use client"

import { DeskButton } from "./desk-button"

/** Opens the browser's own print dialog. */
export function PrintButton() {
  return (
    <DeskButton look="main" type="button" onClick={() => print()}>
      Print
    </DeskButton>
  )
}
