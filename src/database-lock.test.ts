import { spawn } from "node:child_process"
import { mkdtemp, readdir, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { DirectoryInUseError, lockDirectory } from "./database-lock"

const fresh = () => mkdtemp(join(tmpdir(), "swag-lock-"))

describe("the lock of an embedded database", () => {
  it("refuses a second owner in words, and lets it in after the first has left", async () => {
    const directory = await fresh()
    const first = await lockDirectory(directory)
    await expect(lockDirectory(directory)).rejects.toThrow(DirectoryInUseError)
    await expect(lockDirectory(directory)).rejects.toThrow(/SWAG_DATA_DIR/)
    await first.release()
    const second = await lockDirectory(directory)
    await second.release()
    expect(await readdir(directory)).toEqual([])
  })

  it("is taken over from a process that has died", async () => {
    const directory = await fresh()
    const child = spawn(process.execPath, ["-e", ""])
    const pid = child.pid ?? 0
    await new Promise((resolve) => child.once("exit", resolve))
    await writeFile(join(directory, "owner.json"), JSON.stringify({ pid, started: "1" }))
    const lock = await lockDirectory(directory)
    await lock.release()
  })

  it("is not fooled by a process that was given the dead owner's number", async () => {
    const directory = await fresh()
    await writeFile(join(directory, "owner.json"), JSON.stringify({ pid: process.pid, started: "1" }))
    const lock = await lockDirectory(directory)
    await lock.release()
  })
})
