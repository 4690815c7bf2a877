import type { ReactNode } from "react"
import { DETAIL_VIEWS, type DrawingKind, type DrawingView } from "./kinds"

export interface DrawingProps {
  colorHex: string
  title: string
  view?: DrawingView
}

interface DrawingFrameProps {
  kind: DrawingKind
  title: string
  view: DrawingView | undefined
  children: ReactNode
}

export function DrawingFrame({ kind, title, view, children }: DrawingFrameProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={view === "detail" ? DETAIL_VIEWS[kind] : "0 0 800 800"}
      width="800"
      height="800"
      role="img"
      overflow="hidden"
    >
      <title>{title}</title>
      {children}
    </svg>
  )
}
