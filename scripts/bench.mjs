#!/usr/bin/env node
// @ts-check
// `npm run build && npm run bench [-- NAME…]`: runs every scripts/bench-*.ts, one after the other on a quiet machine,
// and prints the table of P1–P12, F1 and F6. What could not be measured says so: peers that are no dependencies are found
// by DBOS_ENTRY, VENDURE_DIR and MEDUSA_DIR, see docs/performance.md.
import { spawn } from "node:child_process"
import { readdirSync } from "node:fs"
import { availableParallelism, cpus } from "node:os"

const chosen = process.argv.slice(2)
const scripts = readdirSync("scripts")
  .filter((name) => /^bench-.+\.ts$/.test(name))
  .filter((name) => chosen.length === 0 || chosen.includes(name.slice("bench-".length, -".ts".length)))

/** @type {string[][]} */
const rows = []
let failed = 0
for (const script of scripts) {
  const { code, text } = await run(script)
  const found = text.split("\n").filter((line) => /^[FP]\d+ \| /.test(line))
  if (code !== 0 || found.length === 0) {
    failed += 1
    console.error(`scripts/${script} measured nothing:\n${text.slice(-1_000)}`)
  }
  for (const line of found) rows.push(line.split(" | "))
}
rows.sort(([a = ""], [b = ""]) => a.localeCompare(b, "en", { numeric: true }))
const date = new Date().toISOString().slice(0, 10)
console.log(
  `\n${date}, Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? "unknown processor"}\n`,
)
console.log("| # | figure | here | against | result |\n| --- | --- | --- | --- | --- |")
for (const row of rows) console.log(`| ${row.join(" | ")} |`)
process.exit(failed > 0 ? 1 : 0)

/** @param {string} script @returns {Promise<{ code: number, text: string }>} */
function run(script) {
  console.error(`scripts/${script} …`)
  return new Promise((resolve) => {
    const child = spawn("node_modules/.bin/tsx", [`scripts/${script}`], { stdio: ["ignore", "pipe", "pipe"] })
    let text = ""
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk))
    child.once("close", (code) => resolve({ code: code ?? 1, text }))
  })
}
