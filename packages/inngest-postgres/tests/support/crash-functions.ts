import type { Inngest, InngestFunction } from "inngest"

export interface Crashing {
  /** Dies here if this is where the process is to die. */
  point(name: string): Promise<void>
  /** What a step does to the world: counted, for each run. */
  effect(run: string, step: string): Promise<void>
}

/** By the kind of run, the steps that have an effect, each exactly once unless a process dies in the middle of it. */
export const EFFECTS = {
  plain: ["a", "b", "c", "d"],
  sleep: ["a", "b"],
  wait: ["a", "b"],
  signal: ["a", "b"],
  invoke: ["a", "called", "answer"],
  parallel: ["p1", "p2", "p3", "join"],
  fan: ["a", "b", "fanned1", "fanned2"],
} as const

export type Kind = keyof typeof EFFECTS

/** What a run of a kind waits for from outside. */
export const ANSWERED_BY: Partial<Record<Kind, string>> = { wait: "crash/reply", signal: "crash/tell" }

/** A function for every kind of step; each run is named by `data.k` of its event. */
export function crashFunctions(client: Inngest, { point, effect }: Crashing): InngestFunction.Any[] {
  const work = (run: string, name: string) => async () => {
    await point(`${name}:inside`)
    await effect(run, name)
    await point(`${name}:effect`)
    return name
  }
  const callee = client.createFunction(
    { id: "callee", triggers: { event: "crash/none" } },
    async ({ event, step }) => {
      await step.run("called", work(String(event.data.k), "called"))
      return "answer"
    },
  )
  return [
    callee,
    client.createFunction({ id: "plain", triggers: { event: "crash/plain" } }, async ({ event, step }) => {
      for (const name of ["a", "b", "c", "d"]) {
        await point(`${name}:before`)
        await step.run(name, work(String(event.data.k), name))
      }
    }),
    client.createFunction({ id: "slow", triggers: { event: "crash/slow" } }, async ({ event, step }) => {
      await step.run("slow", async () => {
        await work(String(event.data.k), "slow")()
        // Long enough to be frozen in.
        await new Promise((resolve) => setTimeout(resolve, 500))
      })
      await step.run("after", work(String(event.data.k), "after"))
    }),
    client.createFunction({ id: "sleeper", triggers: { event: "crash/sleep" } }, async ({ event, step }) => {
      await step.run("a", work(String(event.data.k), "a"))
      await step.sleep("rest", "1s")
      await point("rest:memo")
      await step.run("b", work(String(event.data.k), "b"))
    }),
    client.createFunction({ id: "waiter", triggers: { event: "crash/wait" } }, async ({ event, step }) => {
      await step.run("a", work(String(event.data.k), "a"))
      const reply = await step.waitForEvent("reply", { event: "crash/reply", match: "data.k", timeout: "1h" })
      await point("reply:memo")
      await step.run(reply ? "b" : "timeout", work(String(event.data.k), reply ? "b" : "timeout"))
    }),
    client.createFunction({ id: "hearer", triggers: { event: "crash/signal" } }, async ({ event, step }) => {
      const k = String(event.data.k)
      await step.run("a", work(k, "a"))
      const heard = await step.waitForSignal("heard", { signal: k, timeout: "1h" })
      await point("heard:memo")
      await step.run(heard ? "b" : "timeout", work(k, heard ? "b" : "timeout"))
    }),
    client.createFunction({ id: "teller", triggers: { event: "crash/tell" } }, async ({ event, step }) => {
      await step.sendSignal("tell", { signal: String(event.data.k) })
    }),
    client.createFunction({ id: "invoker", triggers: { event: "crash/invoke" } }, async ({ event, step }) => {
      await step.run("a", work(String(event.data.k), "a"))
      const answer = await step.invoke("call", { function: callee, data: { k: event.data.k } })
      await point("call:memo")
      await step.run(String(answer), work(String(event.data.k), String(answer)))
    }),
    client.createFunction(
      { id: "parallel", triggers: { event: "crash/parallel" } },
      async ({ event, step }) => {
        const k = String(event.data.k)
        await Promise.all(["p1", "p2", "p3"].map((name) => step.run(name, work(k, name))))
        await point("parallel:memo")
        await step.run("join", work(k, "join"))
      },
    ),
    client.createFunction({ id: "fanner", triggers: { event: "crash/fan" } }, async ({ event, step }) => {
      await step.run("a", work(String(event.data.k), "a"))
      await step.sendEvent(
        "fan",
        [1, 2].map((n) => ({ name: "crash/fanned", data: { k: event.data.k, n } })),
      )
      await step.run("b", work(String(event.data.k), "b"))
    }),
    client.createFunction({ id: "fanned", triggers: { event: "crash/fanned" } }, async ({ event, step }) => {
      await step.run("fanned", work(String(event.data.k), `fanned${event.data.n}`))
    }),
  ]
}
