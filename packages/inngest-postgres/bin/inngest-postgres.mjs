#!/usr/bin/env node
import { register } from "tsx/esm/api"

register()
const { runCommand } = await import("../src/cli.ts")
try {
  const code = await runCommand(process.argv.slice(2))
  if (code !== null) process.exit(code)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
