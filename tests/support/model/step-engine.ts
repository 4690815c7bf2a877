import { NonRetriableError } from "inngest"
import type { Inngest } from "../../../src/inngest/client"
import { correctOrder } from "../../../src/inngest/functions/correct-order"
import { fulfillOrder } from "../../../src/inngest/functions/fulfill-order"
import { refundOrder } from "../../../src/inngest/functions/refund-order"
import { resumeOrder } from "../../../src/inngest/functions/resume-order"
import { updateOrderStatus } from "../../../src/inngest/functions/update-order-status"
import type { Context } from "../../../src/store/context"
import type { StoreEvent } from "../../../src/store/events"

type Event = { readonly id?: string; readonly name: string; readonly data: Record<string, unknown> }

type Handler = (input: object) => Promise<unknown>

interface StoreFunction {
  readonly options: {
    readonly id: string
    readonly triggers: readonly { readonly event: string }[]
    readonly idempotency?: string
    readonly onFailure?: Handler
  }
  readonly handler: Handler
}

export interface Run {
  /** The function's id; `fulfill-order/failure` for what follows its failure. */
  readonly name: string
  readonly orderId: string
  readonly event: Event
  readonly handler: Handler
  readonly onFailure?: Handler | undefined
  readonly memos: Map<string, unknown>
  attempt: number
  state: "open" | "done" | "failed"
}

/** What one turn of a run came to: the step that ran, and whether its work is kept. */
export interface Turn {
  readonly run: Run
  readonly step: string | undefined
  readonly outcome: "kept" | "failed" | "died"
  readonly output: unknown
}

/**
 * The shop's own functions on an engine whose every step a test decides: one step of one run at a time, in any order.
 * As any engine it keeps the output of a finished step, runs an unfinished one again, gives up after five attempts,
 * and takes an event once by its id. Steps of one function may interleave: Inngest limits what runs, not what waits.
 */
export class StepEngine {
  readonly runs: Run[] = []
  /** The last status that was told on each channel. */
  readonly announced = new Map<string, string>()
  readonly #functions: StoreFunction[]
  readonly #seen = new Set<string>()

  constructor(ctxFor: (id: string) => Context) {
    const client = {
      createFunction: (options: StoreFunction["options"], handler: Handler) => ({ options, handler }),
      realtime: {
        publish: async (topic: { channel: string; topic: string }, { status }: { status: string }) => {
          if (topic.topic === "status") this.announced.set(topic.channel, status)
        },
      },
    } as unknown as Inngest
    this.#functions = [fulfillOrder, updateOrderStatus, refundOrder, resumeOrder, correctOrder].map(
      (create) => {
        const made = create(client, ctxFor("workflow")) as unknown as StoreFunction
        return made
      },
    )
  }

  take(event: StoreEvent & { readonly id: string }): void {
    if (this.#seen.has(event.id)) return
    this.#seen.add(event.id)
    for (const { options, handler } of this.#functions) {
      if (!options.triggers.some((trigger) => trigger.event === event.name)) continue
      const orderId = String((event.data as Record<string, unknown>).orderId)
      const key = `${options.id}:${orderId}`
      if (options.idempotency !== undefined && this.#seen.has(key)) continue
      this.#seen.add(key)
      const { id: name, onFailure } = options
      const plain = JSON.parse(JSON.stringify(event)) as Event
      this.runs.push({
        name,
        orderId,
        event: plain,
        handler,
        onFailure,
        memos: new Map(),
        attempt: 0,
        state: "open",
      })
    }
  }

  open(): Run[] {
    return this.runs.filter(({ state }) => state === "open")
  }

  /** Runs the next step of the run. A process that does not survive it keeps nothing. */
  async turn(run: Run, survives: () => boolean): Promise<Turn> {
    let ran: string | undefined
    let output: unknown
    const suspended = new Error("One step a turn")
    const gone = new Error("The process is gone")
    const step = {
      run: async (id: string, work: () => Promise<unknown>) => {
        if (run.memos.has(id)) return run.memos.get(id)
        if (ran !== undefined) throw suspended
        ran = id
        output = (await work()) ?? null
        if (!survives()) throw gone
        run.memos.set(id, output)
        return output
      },
    }
    const logger = { warn: () => undefined, error: () => undefined, info: () => undefined }
    try {
      await run.handler({ event: run.event, step, attempt: run.attempt, maxAttempts: ATTEMPTS, logger })
      run.state = "done"
    } catch (error) {
      if (error === gone || !survives()) return { run, step: ran, outcome: "died", output: undefined }
      if (error !== suspended) {
        this.#fail(run, error)
        return { run, step: ran, outcome: "failed", output: undefined }
      }
    }
    // Inngest counts the attempts of each step anew.
    run.attempt = 0
    return { run, step: ran, outcome: "kept", output }
  }

  #fail(run: Run, error: unknown): void {
    run.attempt++
    if (!(error instanceof NonRetriableError) && run.attempt < ATTEMPTS) return
    run.state = "failed"
    if (!run.onFailure) return
    this.runs.push({
      name: `${run.name}/failure`,
      orderId: run.orderId,
      event: { name: "inngest/function.failed", data: { event: run.event, run_id: "run" } },
      handler: run.onFailure,
      memos: new Map(),
      attempt: 0,
      state: "open",
    })
  }
}

const ATTEMPTS = 5
