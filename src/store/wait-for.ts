const LOOK_EVERY_MS = 100

/** Looks until what is seen is done, at most this long; what stands then is the answer. */
export async function waitFor<Seen>(
  look: () => Promise<Seen>,
  isDone: (seen: Seen) => boolean,
  patienceMs: number,
): Promise<Seen> {
  const patience = AbortSignal.timeout(patienceMs)
  for (;;) {
    const seen = await look()
    if (isDone(seen) || patience.aborted) return seen
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
