/** A way of running functions of four steps with a write each. */
export interface Peer {
  /** Starts one and resolves when its last step is done. */
  run(key: string): Promise<void>
  /** Resolves when nothing is left to do. */
  settle(): Promise<void>
  close(): Promise<void>
}

export const STEPS = ["a", "b", "c", "d"] as const

/** The write of every step, the same for all peers. */
export const WRITE = "insert into public.effects (run, step) values ($1, $2)"
export const EFFECTS = "create table if not exists public.effects (run text not null, step text not null)"

/** Runs `count` with `inFlight` at once. How many a second, and each one's milliseconds. */
export async function measure(
  peer: Peer,
  count: number,
  inFlight: number,
): Promise<{ perSecond: number; latencies: number[] }> {
  const latencies: number[] = []
  const beganAt = performance.now()
  let next = 0
  const lane = async () => {
    while (next < count) {
      next += 1
      const at = performance.now()
      await peer.run(crypto.randomUUID())
      latencies.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
  await peer.settle()
  return { perSecond: count / ((performance.now() - beganAt) / 1000), latencies }
}
