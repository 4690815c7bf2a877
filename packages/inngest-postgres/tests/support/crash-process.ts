import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { compiledChild } from "./compiled-child"
import type { FromChild, ToChild } from "./crash-child"

/** A child process with an engine in it, for tests that kill or freeze it. */
export class CrashProcess {
  readonly #child: ChildProcess
  readonly #seen: FromChild[] = []
  #watchers: (() => void)[] = []

  constructor() {
    this.#child = fork(compiledChild(), {
      execArgv: [],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    })
    this.#child.on("message", (message: FromChild) => {
      this.#seen.push(message)
      for (const watcher of this.#watchers.splice(0)) watcher()
    })
    this.#child.on("exit", () => {
      for (const watcher of this.#watchers.splice(0)) watcher()
    })
  }

  /** Opens the database and starts the engine; resolves when it is ready. */
  async open(options: Omit<Extract<ToChild, { do: "open" }>, "do">): Promise<void> {
    this.send({ do: "open", ...options })
    await this.heard((message) => message.is === "ready")
  }

  send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message)
  }

  /** Resolves to the first message, past or future, that fits. @throws Error when the child ends without it */
  async heard<T extends FromChild>(fits: (message: FromChild) => boolean): Promise<T> {
    for (;;) {
      const found = this.#seen.find(fits)
      if (found) return found as T
      if (this.ended) throw new Error("The child process ended.")
      await this.#next()
    }
  }

  /** Forgets what was heard, so that `heard` waits for news. */
  forget(): void {
    this.#seen.length = 0
  }

  async report(): Promise<Extract<FromChild, { is: "report" }>> {
    this.forget()
    this.send({ do: "report" })
    return this.heard((message) => message.is === "report")
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Resolves when the child was killed. */
  async died(): Promise<void> {
    if (!this.ended) await once(this.#child, "exit")
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  async kill(): Promise<void> {
    this.signal("SIGKILL")
    await this.died()
  }

  async close(): Promise<void> {
    if (this.ended) return
    this.send({ do: "close" })
    await this.died()
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#watchers.push(resolve))
  }
}
