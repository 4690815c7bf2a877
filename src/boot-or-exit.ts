import { boot } from "./boot"
import { DirectoryInUseError } from "./database-lock"
import { ConfigurationError } from "./env"

/** Boots the store, or says why it can't and exits: a store that could not boot must not answer with errors. */
export async function bootOrExit(): Promise<void> {
  try {
    await boot()
  } catch (error) {
    const known = error instanceof ConfigurationError || error instanceof DirectoryInUseError
    process.stderr.write(
      known
        ? `\nThe store cannot start:\n${error.message}\n\n`
        : `\nThe store failed to start.\n${stackOf(error)}\n`,
    )
    process.exit(1)
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error
    ? `${error.stack}${error.cause ? `\ncaused by ${stackOf(error.cause)}` : ""}`
    : String(error)
}
