import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, expect, test, vi } from "vitest"
import { freePort } from "../../../tests/support/server"
import { readArguments } from "../src/read-arguments"
import { serveApp } from "./support/serve-app"

const toClose: (() => Promise<unknown> | undefined)[] = []

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
  vi.unstubAllEnvs()
})

test("the command starts a server, keeps asking for an app that is not up yet, and drains on SIGTERM", async () => {
  const directory = await mkdtemp(join(tmpdir(), "engine-cli-"))
  toClose.push(() => rm(directory, { recursive: true, force: true }))
  const port = await freePort()
  const app = await serveApp(
    (inngest) => [inngest.createFunction({ id: "hello", triggers: { event: "shop/hello" } }, () => "hello")],
    { isDev: true, baseUrl: `http://127.0.0.1:${port}` },
    { listen: false },
  )
  toClose.push(app.close)
  const args = ["--app-url", app.url, "--port", String(port), "--data-dir", directory]
  const command = startCommand(args)
  toClose.push(async () => void command.kill("SIGKILL"))
  await lineOf(command, "inngest-postgres at")
  await app.listen()
  await lineOf(command, "App synced.")
  const { ids } = await app.inngest.send({ name: "shop/hello" })
  await expect
    .poll(async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/events/${ids[0]}/runs`)
      return ((await answer.json()) as { data: { output: unknown }[] }).data[0]?.output
    })
    .toBe("hello")

  const second = startCommand(["--port", "0", "--data-dir", directory])
  const [refusal] = (await once(second, "exit")) as [number]
  expect(refusal).toBe(1)

  command.kill("SIGTERM")
  const [code] = (await once(command, "exit")) as [number]
  expect(code).toBe(0)
})

test("the command says what is wrong with its arguments", async () => {
  const command = startCommand(["--prot", "1"])
  let said = ""
  command.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = (await once(command, "close")) as [number]
  expect(code).toBe(2)
  expect(said).toContain("--prot")
  expect(said).toContain("--app-url")
})

test("the command is called as one calls the dev server, too", () => {
  const url = "http://localhost:3000/api/inngest"
  expect(readArguments(["dev", "--port", "8290", "--sdk-url", url])).toMatchObject({
    command: "dev",
    port: "8290",
    "app-url": [url],
  })
  expect(readArguments(["-u", url])).toMatchObject({ command: "dev", "app-url": [url] })
  // As the SDK's own test harness starts one.
  const harness = [
    "dev",
    "--no-discovery",
    "--no-poll",
    "--port",
    "8288",
    "--retry-interval",
    "1",
    "--tick",
    "10",
  ]
  expect(readArguments(harness)).toMatchObject({ port: "8288", "no-poll": true, "retry-interval": "1" })
  expect(() => readArguments(["dev", "--tick", "often"])).toThrow("--tick")
  expect(() => readArguments(["dev", "--persist"])).toThrow("--persist")
  expect(() => readArguments(["start"])).toThrow("start")
  expect(() => readArguments(["dev", url])).toThrow(url)
})

test("what an argument does not say, the environment may", () => {
  vi.stubEnv("ENGINE_SIGNING_KEY", "signkey-env")
  vi.stubEnv("ENGINE_EVENT_KEY", "one,two")
  vi.stubEnv("ENGINE_DATABASE_URL", "postgres://env")
  expect(readArguments([])).toMatchObject({
    "signing-key": "signkey-env",
    "event-key": ["one", "two"],
    "database-url": "postgres://env",
  })
  const said = readArguments(["--signing-key", "signkey-said", "--data-dir", "here"])
  expect(said).toMatchObject({ "signing-key": "signkey-said", "data-dir": "here" })
  expect(said["database-url"]).toBeUndefined()
})

function startCommand(args: string[]): ChildProcess {
  const path = fileURLToPath(new URL("../bin/inngest-postgres.mjs", import.meta.url))
  return spawn(process.execPath, [path, ...args], { stdio: ["ignore", "pipe", "pipe"] })
}

async function lineOf(command: ChildProcess, text: string): Promise<void> {
  let said = ""
  for await (const chunk of command.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    said += String(chunk)
    if (said.includes(text)) return
  }
  throw new Error(`The command ended without saying "${text}": ${said}`)
}
