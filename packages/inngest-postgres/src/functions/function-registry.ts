import { holds } from "../expressions/evaluate"
import type { FunctionConfig } from "./function-config"

/** The functions this process knows, by id and by the events that trigger them. */
export class FunctionRegistry {
  #byId = new Map<string, FunctionConfig>()
  #byEvent = new Map<string, FunctionConfig[]>()
  #byPrefix = new Map<string, FunctionConfig[]>()
  #unreadable = new Set<string>()

  /** @param unreadable ids of functions that are registered, and that this process cannot read; by default as before */
  replace(configs: readonly FunctionConfig[], unreadable: Iterable<string> = this.#unreadable): void {
    this.#byId = new Map(configs.map((config) => [config.id, config]))
    this.#unreadable = new Set([...unreadable].filter((id) => !this.#byId.has(id)))
    this.#byEvent.clear()
    this.#byPrefix.clear()
    for (const config of configs) {
      for (const trigger of config.triggers) {
        if (!("event" in trigger)) continue
        const wildcard = trigger.event.endsWith("*")
        const index = wildcard ? this.#byPrefix : this.#byEvent
        const name = wildcard ? trigger.event.slice(0, -1) : trigger.event
        const list = index.get(name) ?? []
        if (!list.includes(config)) index.set(name, [...list, config])
      }
    }
  }

  get(id: string): FunctionConfig | undefined {
    return this.#byId.get(id)
  }

  unreadable(id: string): boolean {
    return this.#unreadable.has(id)
  }

  all(): FunctionConfig[] {
    return [...this.#byId.values()]
  }

  /** Whether any function could be triggered by events of this name. */
  listensTo(eventName: string): boolean {
    return this.#candidates(eventName).length > 0
  }

  /** The functions an event triggers, each once however many of its triggers match. */
  triggeredBy(event: { name: string }): FunctionConfig[] {
    return this.#candidates(event.name).filter((config) =>
      config.triggers.some(
        (trigger) =>
          "event" in trigger && matches(trigger.event, event.name) && holds(trigger.expression, { event }),
      ),
    )
  }

  #candidates(eventName: string): FunctionConfig[] {
    const found = new Set(this.#byEvent.get(eventName))
    for (const [prefix, configs] of this.#byPrefix) {
      if (eventName.startsWith(prefix)) for (const config of configs) found.add(config)
    }
    return [...found]
  }
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name
}
