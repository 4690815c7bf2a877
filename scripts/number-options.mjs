// @ts-check
import { parseArgs } from "node:util"

/**
 * Reads options that are whole or decimal numbers above zero, as in `--minutes 10 --seed 1`. Prints what there is to
 * say, and ends with 2, when an option is unknown or is none.
 * @template {Record<string, number>} Defaults
 * @param {Defaults} defaults what each is without a word
 * @returns {{ [Name in keyof Defaults]: number }}
 */
export function readNumberOptions(defaults) {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [
      name,
      { type: /** @type {const} */ ("string"), default: `${value}` },
    ]),
  )
  try {
    const { values } = parseArgs({ options })
    return /** @type {any} */ (
      Object.fromEntries(Object.entries(values).map(([name, text]) => [name, toNumber(name, `${text}`)]))
    )
  } catch (error) {
    const known = Object.entries(defaults).map(([name, value]) => `--${name} ${value}`)
    console.error(
      `${error instanceof Error ? error.message : error}\nOptions, as they are without a word: ${known.join(" ")}`,
    )
    process.exit(2)
  }
}

/** @param {string} name @param {string} text */
function toNumber(name, text) {
  const number = Number(text)
  if (!(number > 0) || number === Number.POSITIVE_INFINITY)
    throw new Error(`--${name} has to be a number above zero, not "${text}".`)
  return number
}
