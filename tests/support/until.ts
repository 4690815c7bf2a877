/**
 * Waits for a condition by looking again and again. There is no time to tune: only a test that can never pass
 * runs into the limit.
 */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined | false>,
): Promise<Value> {
  const limit = Date.now() + 150_000
  for (;;) {
    const found = await look().catch(() => undefined)
    if (found) return found
    if (Date.now() > limit) throw new Error(`This never happened: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
