import { type RefObject, useLayoutEffect, useRef } from "react"

const MOVE = { duration: 450, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" }

/** Measured from the board's corner, so that scrolling is no movement. */
interface Place {
  readonly x: number
  readonly y: number
}

/**
 * Lets cards glide from where they were to where they are now (first, last, invert, play). Cards are known by
 * `data-order`. Nothing moves when reduced motion is asked.
 */
export function useMovingCards(board: RefObject<HTMLElement | null>, state: unknown): void {
  const before = useRef(new Map<string, Place>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is what moved the cards
  useLayoutEffect(() => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches
    const origin = board.current?.getBoundingClientRect()
    const now = new Map<string, Place>()
    for (const card of board.current?.querySelectorAll<HTMLElement>("[data-order]") ?? []) {
      const id = card.dataset.order ?? ""
      const { left, top } = card.getBoundingClientRect()
      const to = { x: left - (origin?.left ?? 0), y: top - (origin?.top ?? 0) }
      now.set(id, to)
      if (!still) glide(card, before.current.get(id), to, before.current.size > 0)
    }
    before.current = now
  }, [board, state])
}

function glide(card: HTMLElement, from: Place | undefined, to: Place, entering: boolean): void {
  if (!from) {
    if (entering) card.animate([{ opacity: 0, transform: "translateY(-16px)" }, {}], MOVE)
    return
  }
  const [x, y] = [from.x - to.x, from.y - to.y]
  if (x || y) card.animate([{ transform: `translate(${x}px, ${y}px)` }, {}], MOVE)
}
