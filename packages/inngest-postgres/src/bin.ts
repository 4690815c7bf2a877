#!/usr/bin/env node
import { runCommand } from "./cli"

try {
  const code = await runCommand(process.argv.slice(2))
  if (code !== null) process.exit(code)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
