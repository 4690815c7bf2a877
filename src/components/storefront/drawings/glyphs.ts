import groteskOutlines from "./grotesk.json"
import monoOutlines from "./mono.json"

/**
 * Outlines of Space Grotesk Bold and Space Mono Bold (SIL OFL, see public/fonts), 1000 units to the em: a drawing
 * must look the same where no web font is loaded.
 */
export type Glyph = readonly [advance: number, path: string]

export const grotesk = groteskOutlines as unknown as Readonly<Record<string, Glyph>>

export const mono = monoOutlines as unknown as Readonly<Record<string, Glyph>>
