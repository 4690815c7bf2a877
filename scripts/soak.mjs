#!/usr/bin/env node
// @ts-check
// `npm run soak -- --minutes 15 --seed 7`: lives random stories of the shop, on both databases half of the time each,
// beside a model that says what must come of them. Prints the shortest story that comes out otherwise.
import { spawn } from "node:child_process"
import { readNumberOptions } from "./number-options.mjs"

const { minutes, seed } = readNumberOptions({ minutes: 15, seed: 1 + (Date.now() % 1_000_000) })
console.log(`${minutes} minutes, seed ${seed}`)
const child = spawn("node_modules/.bin/vitest", ["run", "tests/workflows/store-model.test.ts"], {
  stdio: "inherit",
  env: { ...process.env, SOAK_MINUTES: String(minutes / 2), SOAK_SEED: String(seed) },
})
child.once("exit", (code) => process.exit(code ?? 1))
