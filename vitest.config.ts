import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const alias = { "@": fileURLToPath(new URL("./src", import.meta.url)) }

const WORKERS = 2

export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    maxWorkers: WORKERS,
    projects: [
      project("unit", [
        "src/**/*.test.{ts,tsx}",
        "packages/**/*.test.ts",
        "scripts/**/*.test.ts",
        "tests/*.test.ts",
        "tests/support/*.test.ts",
      ]),
      project("http", ["tests/http/**/*.test.ts"]),
      project("workflows", ["tests/workflows/**/*.test.ts"]),
      // These start whole servers, which would starve the others of the processor and be starved by them.
      project("faults", ["tests/faults/**/*.test.ts"], {
        groupOrder: 1,
        testTimeout: 600_000,
      }),
    ],
  },
})

interface Pace {
  /** Groups of a later order wait for the earlier. */
  readonly groupOrder: number
  readonly testTimeout: number
}

/** One group of tests, which `npm test -- --only NAME` runs alone. */
function project(
  name: string,
  include: string[],
  { groupOrder, testTimeout }: Pace = { groupOrder: 0, testTimeout: 60_000 },
) {
  return {
    resolve: { alias },
    test: {
      name,
      include,
      setupFiles: ["tests/support/console.ts"],
      testTimeout,
      maxWorkers: WORKERS,
      // The files of a worker share its modules: to load the stack and compile the embedded database for each of
      // them took a quarter of the time.
      isolate: false,
      hookTimeout: 60_000,
      sequence: { groupOrder },
    },
  }
}
