import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { expect, it } from "vitest"

const run = promisify(execFile)

it("a script that is given an option it doesn't know, or no number, ends at once and says what it takes", async () => {
  for (const args of [["--minuets", "3"], ["--minutes", "soon"], ["--minutes", "0"], ["--help"]]) {
    const ended = await run(process.execPath, ["scripts/soak.mjs", ...args]).catch((error) => error)
    expect(ended).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("--minutes 15 --seed"),
    })
  }
})
