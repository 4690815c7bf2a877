#!/usr/bin/env node
// @ts-check
// Checks a downloaded ledger without the store: node scripts/check-ledger.mjs ledger.csv [--head HASH]
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"
import { parseArgs } from "node:util"

const HEADER = "sequence,at,variant,mode,before,change,after,hash"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { head: { type: "string" }, help: { type: "boolean", short: "h" } },
})
if (values.help || positionals.length > 1) {
  console.log(`Re-computes every hash and sum of a ledger that was downloaded from /proof/ledger.

  node scripts/check-ledger.mjs ledger.csv --head 3f9a…   a file, and the hash that /proof showed
  curl -s https://shop.example/proof/ledger | node scripts/check-ledger.mjs`)
  process.exit(values.help ? 0 : 2)
}

const input = positionals[0] ? createReadStream(positionals[0]) : process.stdin
const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })

let number = 0
let rows = 0
let head = "0".repeat(64)
let sequence = 0
let headSeen = false
/** @type {Map<string, number>} */
const stock = new Map()

for await (const line of lines) {
  number++
  if (number === 1) {
    if (line !== HEADER) refuse(`The first line must be ${HEADER}`)
    continue
  }
  if (line === "") continue
  const fields = line.split(",")
  const hash = fields.pop() ?? ""
  const [at = "", , variant = "", , before = "", change = "", after = ""] = fields
  if (fields.length !== 7) refuse("A row has eight fields")
  if (!(Number(at) > sequence)) refuse(`Row ${at} comes after row ${sequence}`)
  const expected = createHash("sha256")
    .update(`${head}\n${fields.join(",")}`)
    .digest("hex")
  if (hash !== expected) refuse(`The hash is ${hash}, and the row and the hash before it give ${expected}`)
  if (Number(before) !== (stock.get(variant) ?? 0))
    refuse(`${variant} begins at ${before}, and ${stock.get(variant) ?? 0} was left`)
  if (Number(before) + Number(change) !== Number(after)) refuse(`${before} + ${change} is not ${after}`)
  if (Number(after) < 0) refuse(`${variant} falls below zero`)
  stock.set(variant, Number(after))
  sequence = Number(at)
  head = hash
  rows++
  if (head === values.head) headSeen = true
}
if (number === 0) refuse("There is no ledger in the input")
if (values.head && !headSeen)
  refuse(`No row has the hash ${values.head}: the ledger is another one, or was changed`)

for (const [variant, left] of [...stock].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${variant}\t${left}`)
console.log(`\n${rows} rows, ${stock.size} variants, every hash and sum is right. Head: ${head}`)

/** @param {string} problem @returns {never} */
function refuse(problem) {
  console.error(`Line ${number}: ${problem}.`)
  process.exit(1)
}
