"use client"

import { useEffect, useRef } from "react"

/** Inside the current one of a row of links: scrolls the row sideways until that one shows, as on a phone. */
export function InView() {
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const link = mark.current?.parentElement
    const row = link && scrollingParent(link)
    if (!row) return
    const [inner, outer] = [link.getBoundingClientRect(), row.getBoundingClientRect()]
    row.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2)
  }, [])
  return <span ref={mark} hidden />
}

function scrollingParent(element: Element): Element | undefined {
  const parent = element.parentElement
  if (!parent) return undefined
  return parent.scrollWidth > parent.clientWidth && getComputedStyle(parent).overflowX !== "visible"
    ? parent
    : scrollingParent(parent)
}
