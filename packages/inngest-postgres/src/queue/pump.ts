import { fireCrons } from "../cron/fire-crons"
import type { EngineContext } from "../engine-context"
import { closeBatches } from "../flow/batch-events"
import { fireDebounces } from "../flow/debounce-run"
import { claimJobs } from "./claim-jobs"
import { endDueWaits, promoteJobs, untilDueMs } from "./due-work"
import { executeJob } from "./execute-job"
import type { HeldJob } from "./held-job"
import { giveBack, releaseLostLeases, renewLeases } from "./lease"
import { deadOwners } from "./processes"

export interface PumpOptions {
  concurrency: number
  pollMs: number
  /** Tells other processes that there are jobs to claim. */
  notify: () => void
  /** Done at every poll, before anything else. */
  onPoll?: ((context: EngineContext) => Promise<void>) | undefined
}

/**
 * Keeps this process busy: claims ready jobs into free slots, does what has come due, renews leases and
 * takes over those of the dead. Sleeps until it is woken, until the next thing is due, or for `pollMs`.
 */
export class Pump {
  readonly #options: PumpOptions
  readonly #working = new Map<string, HeldJob>()
  #context: EngineContext | undefined
  #reserved = 0
  #active = false
  #loop: Promise<void> = Promise.resolve()
  #heartbeat: NodeJS.Timeout | undefined
  #woken = false
  /** Whether a slot that becomes free could be used. Jobs that are written later wake the pump by themselves. */
  #behind = true
  #wakeUp: (() => void) | undefined
  #dueAt = Number.POSITIVE_INFINITY
  #idle: (() => void)[] = []

  constructor(options: PumpOptions) {
    this.#options = options
  }

  begin(context: EngineContext): void {
    if (this.#active) return
    this.#context = context
    this.#active = true
    this.#heartbeat = setInterval(() => void this.#renew(), context.leaseMs / 3)
    this.#loop = this.#run(context)
  }

  /** Claims nothing more, and resolves when the calls in flight have ended or `timeoutMs` has passed. */
  async end(timeoutMs: number): Promise<void> {
    this.#active = false
    this.#wake()
    await this.#loop
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs)
    })
    while (this.#working.size > 0) {
      const before = this.#working.size
      await Promise.race([new Promise<void>((resolve) => this.#idle.push(resolve)), timeout])
      if (this.#working.size === before) break
    }
    clearTimeout(timer)
    clearInterval(this.#heartbeat)
  }

  get working(): number {
    return this.#working.size
  }

  get active(): boolean {
    return this.#active
  }

  job(id: string): HeldJob | undefined {
    return this.#working.get(id)
  }

  /** Takes a free slot for a job that is about to be written as leased. False when there is none. */
  reserve(): boolean {
    if (!this.#active || this.#working.size + this.#reserved >= this.#options.concurrency) return false
    this.#reserved++
    return true
  }

  release(count: number): void {
    this.#reserved -= count
  }

  start(job: HeldJob): void {
    const context = this.#context
    if (!context) return
    this.#working.set(job.id, job)
    // After the caller's own turn: whoever sent the event gets its answer first.
    setImmediate(() => void this.#work(context, job))
  }

  /** Jobs were written that any worker may claim. */
  wake(): void {
    this.#wake()
    this.#options.notify()
  }

  /** Another process said so. */
  wakeFromOutside(): void {
    this.#wake()
  }

  dueIn(ms: number): void {
    const at = Date.now() + Math.max(ms, 0)
    if (at >= this.#dueAt) return
    this.#dueAt = at
    this.#wakeUp?.()
  }

  async #work(context: EngineContext, first: HeldJob): Promise<void> {
    let job: HeldJob | null = first
    while (job) {
      const current: HeldJob = job
      this.#working.set(current.id, current)
      job = await executeJob(context, current)
      this.#working.delete(current.id)
      // While draining, the follow-up of a call goes back to the queue for whoever comes next.
      if (job && !this.#active) {
        await giveBack(context, job)
        job = null
      }
    }
    for (const resolve of this.#idle.splice(0)) resolve()
    if (this.#behind) this.#wake()
  }

  async #run(context: EngineContext): Promise<void> {
    let lastSweep = Number.NEGATIVE_INFINITY
    while (this.#active) {
      this.#woken = false
      try {
        if (performance.now() - lastSweep >= Math.min(this.#options.pollMs, context.leaseMs / 2)) {
          lastSweep = performance.now()
          await this.#sweep(context)
        }
        if (Date.now() >= this.#dueAt) await this.#doDue(context)
        await this.#claim(context)
      } catch (error) {
        context.log.error({ err: error }, "The engine's queue cannot be read; trying again.")
        await this.#sleep(500)
        continue
      }
      if (!this.#woken && this.#active) {
        await this.#sleep(Math.min(this.#options.pollMs, Math.max(this.#dueAt - Date.now(), 1)))
      }
    }
  }

  async #claim(context: EngineContext): Promise<void> {
    for (;;) {
      // Until it is known: a slot may become free while the jobs are looked for.
      this.#behind = true
      const free = this.#options.concurrency - this.#working.size - this.#reserved
      if (free <= 0 || !this.#active) return
      const { jobs, more } = await claimJobs(context, free)
      for (const job of jobs) this.start(job)
      this.#behind = more
      if (jobs.length === 0 || !more) return
    }
  }

  async #sweep(context: EngineContext): Promise<void> {
    await this.#options.onPoll?.(context)
    const released = await releaseLostLeases(context, await deadOwners(context), [...this.#working.keys()])
    if (released > 0) context.log.warn({ released }, "Took over jobs whose lease had ended.")
    await this.#doDue(context)
  }

  async #doDue(context: EngineContext): Promise<void> {
    await promoteJobs(context)
    while ((await endDueWaits(context)) > 0);
    await fireCrons(context)
    await fireDebounces(context)
    await closeBatches(context)
    this.#dueAt = Number.POSITIVE_INFINITY
    const dueMs = await untilDueMs(context)
    if (dueMs < Number.POSITIVE_INFINITY) this.dueIn(dueMs)
  }

  async #renew(): Promise<void> {
    const context = this.#context
    const ids = [...this.#working.keys()]
    if (!context) return
    try {
      await context.db.query("update engine.processes set seen_at = now() where id = $1", [context.owner])
      if (ids.length === 0) return
      const held = await renewLeases(context, ids)
      const lost = ids.filter((id) => !held.has(id) && this.#working.has(id))
      if (lost.length > 0)
        context.log.warn({ jobs: lost.length }, "Leases were lost; their calls can no longer write.")
    } catch (error) {
      context.log.warn({ err: error }, "Leases could not be renewed.")
    }
  }

  #wake(): void {
    this.#woken = true
    this.#wakeUp?.()
  }

  async #sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, 2 ** 30))
      this.#wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wakeUp = undefined
  }
}
