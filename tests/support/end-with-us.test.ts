import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { until } from "./until"

describe("a process that a test started", () => {
  it("ends with its folder when the tests are killed with -9", async () => {
    const folder = await mkdtemp(join(tmpdir(), "swag-end-"))
    const script = join(folder, "parent.mts")
    await writeFile(
      script,
      `import { spawn } from "node:child_process"
       import { endWithUs } from ${JSON.stringify(join(process.cwd(), "tests/support/end-with-us.ts"))}
       const child = spawn("sleep", ["600"], { detached: true, stdio: "ignore" })
       endWithUs(child, ${JSON.stringify(folder)})
       process.stdout.write(String(child.pid))`,
    )
    const parent = spawn(process.execPath, ["--import", "tsx", script], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    const [pid] = await once(parent.stdout, "data")
    expect(isAlive(Number(pid))).toBe(true)
    parent.kill("SIGKILL")
    await until("the child is gone", async () => !isAlive(Number(pid)))
    await until("the folder is gone", () =>
      stat(folder).then(
        () => false,
        () => true,
      ),
    )
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
