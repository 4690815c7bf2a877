export interface Loop {
  start(): void
  /** Runs now, or once more if a run is under way. Does nothing while stopped. */
  wake(): void
  /** Resolves when the run under way has ended. */
  stop(): Promise<void>
}

const SHORTEST_DELAY_MS = 250
const POLL_MS = 5_000

/**
 * Repeats `run`: when woken, when `nextDueInMs` says so, and at least every five seconds as the net under
 * both. Its timers never keep the process alive.
 */
export function createLoop(job: {
  run(): Promise<unknown>
  nextDueInMs(): Promise<number>
  onError(error: unknown): void
}): Loop {
  let stopped = true
  let again = false
  let running: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const wake = () => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    clearTimeout(timer)
    running = turn().finally(() => {
      running = undefined
    })
  }

  const turn = async () => {
    let delay = POLL_MS
    try {
      do {
        again = false
        await job.run()
      } while (again && !stopped)
      delay = Math.min(POLL_MS, Math.max(SHORTEST_DELAY_MS, await job.nextDueInMs()))
    } catch (error) {
      if (!stopped) job.onError(error)
    }
    if (stopped) return
    timer = setTimeout(wake, again ? 0 : delay)
    timer.unref()
  }

  return {
    start: () => {
      stopped = false
      wake()
    },
    wake,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
