import type { Database } from "../../../src/store/context"
import type { Ports } from "../../../src/store/ports"

export class Died extends Error {
  constructor() {
    super("The process was killed here.")
  }
}

/**
 * A process that can be killed between any two things it does to the world: before a query, after a commit whose
 * answer it then never sees, before and after a call of a service. What is inside a transaction is all or nothing
 * anyway. The dead do nothing more, whatever their `catch` and `finally` try. Nothing of the shop lives in memory, so
 * `revive` is the next process over the same database.
 */
export class Mortal {
  #left = Number.POSITIVE_INFINITY

  /** The process dies instead of doing the thing after `deeds` more. */
  dieAfter(deeds: number): void {
    this.#left = deeds
  }

  /** Whether the process is still there to go on; asked after a piece of work, this is a moment to die as any other. */
  survives(): boolean {
    this.#left--
    return this.#left >= 0
  }

  revive(): void {
    this.#left = Number.POSITIVE_INFINITY
  }

  database(db: Database): Database {
    return new Proxy(db, {
      get: (target, property, receiver) => {
        const value = Reflect.get(target, property, receiver)
        if (typeof value !== "function") return value
        if (property === "transaction") {
          return (...args: Parameters<Database["transaction"]>) =>
            this.#around(() => target.transaction(...args))
        }
        return (...args: unknown[]) => {
          this.#live()
          return value.apply(target, args)
        }
      },
    })
  }

  /** The same ports, each call of which can be the last. Those that only compute are left as they are. */
  ports(ports: Ports): Ports {
    const wrapped = { ...ports }
    for (const name of ["payments", "mail", "sheet", "alerts", "lowStock"] as const) {
      const port = ports[name] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
      const around = Object.keys(port)
        .filter((key) => typeof port[key] === "function")
        .map((key) => [key, (...args: unknown[]) => this.#around(async () => port[key]?.(...args))] as const)
      Object.assign(wrapped, { [name]: { ...port, ...Object.fromEntries(around) } })
    }
    return wrapped
  }

  async #around<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#live()
    const result = await work()
    this.#live()
    return result
  }

  #live(): void {
    if (!this.survives()) throw new Died()
  }
}
