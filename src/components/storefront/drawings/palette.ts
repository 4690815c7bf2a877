/** The tones a drawing needs besides its own colour, chosen by how light that colour is. */
export interface Palette {
  base: string
  dark: boolean
  /** Printed artwork. */
  ink: string
  accent: string
  /** Opacity of black in the deepest shade, and of white in the brightest light. */
  shade: number
  light: number
  /** Seams, stitches and outlines. */
  seam: string
  stitch: string
}

export function paletteFor(hex: string): Palette {
  const base = /^#[0-9a-f]{6}$/i.test(hex) ? hex : "#B8B5AE"
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(base.slice(at, at + 2), 16) / 255)
  const lightness = 0.299 * r + 0.587 * g + 0.114 * b
  const dark = lightness < 0.45
  const orange = r > 0.8 && g > 0.25 && g < 0.6 && b < 0.3
  return {
    base,
    dark,
    ink: dark ? "#EFE9D6" : "#1A161C",
    accent: orange ? "#EFE9D6" : "#FF7300",
    shade: dark ? 0.62 : 0.3,
    light: lightness < 0.2 ? 0.2 : dark ? 0.26 : 0.5,
    seam: lightness < 0.2 ? "rgb(239 233 214 / 17%)" : dark ? "rgb(0 0 0 / 55%)" : "rgb(26 22 28 / 32%)",
    stitch: dark ? "rgb(239 233 214 / 20%)" : "rgb(26 22 28 / 26%)",
  }
}
