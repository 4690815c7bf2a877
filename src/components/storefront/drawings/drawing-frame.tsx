import type { ReactNode } from "react"

export type DrawingView = "front" | "detail"

export interface DrawingProps {
  colorHex: string
  title: string
  view?: DrawingView
}

interface DrawingFrameProps {
  title: string
  /** What the detail view looks at, in the 800 × 800 sheet. */
  detail: string
  view: DrawingView | undefined
  children: ReactNode
}

export function DrawingFrame({ title, detail, view, children }: DrawingFrameProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={view === "detail" ? detail : "0 0 800 800"}
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
