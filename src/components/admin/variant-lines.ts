/** A cell of the variants' grid: a colour and a size, each `''` where the product has only one. */
export interface Cell {
  readonly color: string
  readonly size: string
}

/** The names of the colours in their text form, and the sizes in theirs; one empty name where there is none. */
export function axesOf(colorsText: string, sizesText: string): { colors: string[]; sizes: string[] } {
  const colors = splitLines(colorsText).map((line) => (line.split("#")[0] ?? "").trim().toLowerCase())
  const sizes = sizesText
    .split(/[\n,;|]/)
    .map((size) => size.trim())
    .filter(Boolean)
  return { colors: orOne(colors.filter(Boolean)), sizes: orOne(sizes) }
}

/** Whether the variants' text form has a line for the cell. */
export function hasCell(variantsText: string, cell: Cell): boolean {
  return splitLines(variantsText).some((line) => isLineOf(line, cell))
}

/** The text form with a line for the cell added at the end, or without the lines that it had. */
export function toggleCell(variantsText: string, cell: Cell): string {
  const lines = splitLines(variantsText)
  const others = lines.filter((line) => !isLineOf(line, cell))
  const added = [cell.size, cell.color].filter(Boolean).join(" | ") || "one"
  return (others.length < lines.length ? others : [...lines, added]).join("\n")
}

/** An id begins with var_ and a number is the stock; what is left names the size and the colour, in any order. */
function isLineOf(line: string, { color, size }: Cell): boolean {
  const words = line
    .split(/[|,/:=\t]/)
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word && !/^(var_.*|\d{1,7}|one( size)?)$/.test(word))
  const wanted = [color, size].filter(Boolean).map((word) => word.toLowerCase())
  return words.length === wanted.length && wanted.every((word) => words.includes(word))
}

function splitLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
}

function orOne(names: string[]): string[] {
  return names.length > 0 ? names : [""]
}
