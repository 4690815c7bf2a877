#!/usr/bin/env node
// @ts-check
// `npm test`: every check and suite, one after the other, and one honest line at the end.
import { spawn } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"

/** @typedef {{ passed: number, failed: number }} Count */

/** The groups of vitest.config.ts, which run as one. */
const PROJECTS = ["unit", "http", "workflows", "faults"]

const { values: options } = parseArgs({
  options: { only: { type: "string", multiple: true }, help: { type: "boolean", short: "h" } },
})
const reports = await mkdtemp(join(tmpdir(), "swag-test-"))

/** In the order they run; the cheap ones first. A phase that cannot run counts as failed. */
const PHASES = {
  types: () => types(),
  lint: () => check("biome", ["check", "."]),
  unused: () => check("knip", []),
  // The faults and the browser's tests run the production form, so it comes before them.
  build: () => build(),
  vitest: () => vitest(PROJECTS),
  e2e: () =>
    suite("playwright", ["test", "--reporter=list,json"], "PLAYWRIGHT_JSON_OUTPUT_NAME", readPlaywright),
}

const choices = [...Object.keys(PHASES), ...PROJECTS]
if (options.help) {
  console.log(
    `npm test [-- --only NAME]…\n\nNames: ${choices.join(", ")}. faults and e2e test what was built last.`,
  )
  process.exit(0)
}

const chosen = options.only ?? Object.keys(PHASES)
const unknown = chosen.find((name) => !choices.includes(name))
if (unknown) {
  console.error(`There is nothing called ${unknown} to run. Choose from: ${choices.join(", ")}.`)
  process.exit(2)
}

/** @type {Count} */
const total = { passed: 0, failed: 0 }
for (const name of chosen) {
  const phase = PHASES[/** @type {keyof typeof PHASES} */ (name)] ?? (() => vitest([name]))
  console.log(`\n── ${name} ──`)
  const started = Date.now()
  const { passed, failed } = await phase()
  total.passed += passed
  total.failed += failed
  console.log(`${name}: ${passed} passed, ${failed} failed (${Math.round((Date.now() - started) / 1000)} s)`)
}
await rm(reports, { recursive: true, force: true })
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

/**
 * A command that either passes or doesn't.
 * @param {string} command @param {string[]} args @param {Record<string, string>} [env] @returns {Promise<Count>}
 */
async function check(command, args, env) {
  const code = await run(command, args, env)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** The types of the routes are Next's to write, and are checked with the rest. @returns {Promise<Count>} */
async function types() {
  const { failed } = await check("next", ["typegen"])
  return failed ? { passed: 0, failed } : check("tsc", ["--noEmit"])
}

/** Builds the production form; what an earlier build left must not be tested in its place. @returns {Promise<Count>} */
async function build() {
  await rm(".next/BUILD_ID", { force: true })
  return check("next", ["build"], chosen.includes("types") ? { TYPES_ARE_CHECKED: "1" } : {})
}

/** @param {string[]} projects @returns {Promise<Count>} */
function vitest(projects) {
  const args = [
    "run",
    "--reporter=default",
    "--reporter=json",
    ...projects.map((name) => `--project=${name}`),
  ]
  return suite("vitest", args, "--outputFile.json", readVitest)
}

/**
 * A test runner that writes a report. A runner that fails without a failed test in its report, or that writes
 * none, counts as one failure.
 * @param {string} command
 * @param {string[]} args
 * @param {string} output an option when it begins with dashes, otherwise a variable of the environment
 * @param {(report: any) => Count} read
 * @returns {Promise<Count>}
 */
async function suite(command, args, output, read) {
  const file = join(reports, `${command}.json`)
  const asOption = output.startsWith("--")
  const code = await run(
    command,
    asOption ? [...args, `${output}=${file}`] : args,
    asOption ? {} : { [output]: file },
  )
  const report = await readFile(file, "utf8").then(JSON.parse, () => undefined)
  if (!report) {
    console.error(`${command} wrote no report.`)
    return { passed: 0, failed: 1 }
  }
  const count = read(report)
  return { passed: count.passed, failed: code !== 0 && count.failed === 0 ? 1 : count.failed }
}

/** @param {any} report @returns {Count} */
function readVitest(report) {
  const broken = report.testResults.filter(
    (/** @type {any} */ file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length
  // A test that was skipped did not show what it is there to show.
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.numPendingTests + broken }
}

/** @param {any} report @returns {Count} */
function readPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length }
}

/** @param {string} command @param {string[]} args @param {Record<string, string>} env @returns {Promise<number>} */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(join("node_modules/.bin", command), args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    })
    child.once("error", (error) => {
      console.error(`${command} could not be run: ${error.message}. Has "npm ci" been run?`)
      resolve(1)
    })
    child.once("exit", (code) => resolve(code ?? 1))
  })
}
