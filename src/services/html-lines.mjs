// @ts-check
import { Parser } from "htmlparser2"

/** What begins on a line of its own, and ends it. */
const BLOCKS = new Set(
  `address article blockquote dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table
  ul`.split(/\s+/),
)
const UNSEEN = new Set(["head", "script", "style", "template", "title"])

/**
 * What a page of HTML shows, as lines: paragraphs as lines, the rows of tables as lines with tabs. Nothing is run or
 * loaded.
 * @param {string} html
 */
export function htmlLines(html) {
  /** @type {string[]} */
  const lines = []
  let line = ""
  let cells = 0
  let unseen = 0
  const endLine = () => {
    const text = line.split("\t").map((cell) => cell.trim().replace(/ +/g, " "))
    lines.push(text.join("\t").trimEnd())
    line = ""
  }
  const parser = new Parser({
    onopentagname(tag) {
      if (UNSEEN.has(tag)) unseen += 1
      else if (tag === "td" || tag === "th") cells += 1
      else if (tag === "br" || BLOCKS.has(tag)) breakLine()
    },
    ontext(text) {
      if (unseen === 0) line += text.replace(/\s+/g, " ")
    },
    onclosetag(tag) {
      if (UNSEEN.has(tag)) unseen -= 1
      else if (tag === "td" || tag === "th") {
        cells -= 1
        line += "\t"
      } else if (tag === "tr") endLine()
      else if (BLOCKS.has(tag)) breakLine()
    },
  })
  parser.end(html)
  endLine()
  return lines.join("\n").replace(/^\n+/, "").trimEnd()

  /** A cell is one, however many paragraphs are in it. */
  function breakLine() {
    if (cells > 0) line += " "
    else if (line.trim() !== "") endLine()
  }
}
