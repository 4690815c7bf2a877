import { type Glyph, grotesk, mono } from "./glyphs"

const RING_GAP = 150

interface LetteringProps {
  text: string
  face?: "grotesk" | "mono"
  x?: number
  y?: number
  /** Height of the em in the drawing's units. */
  size: number
  /** Extra space between letters, in em. */
  tracking?: number
  anchor?: "start" | "middle"
  fill: string
}

/** Type as outlines: the same in a page, an e-mail, a feed and an Open Graph picture. */
export function Lettering({
  text,
  face = "grotesk",
  x = 0,
  y = 0,
  size,
  tracking = 0,
  anchor = "start",
  fill,
}: LetteringProps) {
  const scale = size / 1000
  const { path, width } = outline(text, face === "mono" ? mono : grotesk, tracking * 1000)
  const left = anchor === "middle" ? x - (width * scale) / 2 : x
  return (
    <g fill={fill} transform={`translate(${round(left)} ${y}) scale(${round(scale)})`}>
      {path.map(([at, d]) => (
        <path key={at} d={d} transform={`translate(${at} 0)`} />
      ))}
    </g>
  )
}

function outline(text: string, glyphs: Record<string, Glyph>, tracking: number) {
  const path: [number, string][] = []
  let at = 0
  let before = ""
  for (const letter of text) {
    const glyph = glyphs[letter]
    if (!glyph) throw new Error(`glyphs.ts has no outline for "${letter}"`)
    const [advance, d] = glyph
    // Set without a gap, Space Mono's parentheses close into a ring.
    if (before === "(" && letter === ")") at += RING_GAP
    before = letter
    if (d) path.push([at, d])
    at += advance + tracking
  }
  return { path, width: at - tracking }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
