import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8")

/** The tokens that are plain colours, as [light, dark] hex pairs. */
const tokens = new Map<string, readonly [string, string]>(
  [...css.matchAll(/--([a-z-]+):\s*(?:light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g)].map(
    ([, name, light, dark, both]) => [name ?? "", [light ?? both ?? "", dark ?? both ?? ""]] as const,
  ),
)

/** WCAG 2.2 relative luminance of an sRGB hex colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ["page", "surface", "raised"]
const text = ["ink", "ink-muted", "accent-text", "done-text", "failed-text", "code-text"]
const graphics = ["line-control", "done", "failed"]

const pairs = [
  ...text.flatMap((name) => grounds.map((ground) => [name, ground, 4.5] as const)),
  ...graphics.flatMap((name) => ["page", "surface"].map((ground) => [name, ground, 3] as const)),
  ["on-accent", "accent", 4.5] as const,
  ["page", "ink", 4.5] as const,
]

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  it.each(pairs)("shows %s on %s at %d : 1 or more", (name, ground, least) => {
    const at = theme === "light" ? 0 : 1
    const [front, back] = [tokens.get(name)?.[at], tokens.get(ground)?.[at]]
    if (!front || !back) throw new Error(`tokens.css has no plain colour for --${name} or --${ground}`)
    expect(contrast(front, back)).toBeGreaterThanOrEqual(least)
  })
})
