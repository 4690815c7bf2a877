/**
 * Measures both sides in turn, so that what disturbs the machine disturbs both, and gives the median of each and of
 * their ratio. The first round warms up and does not count.
 */
export async function rounds(
  count: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ ours: number; theirs: number; ratio: number }> {
  const pairs: { ours: number; theirs: number; ratio: number }[] = []
  for (let round = 0; round <= count; round++) {
    const pair = { theirs: await theirs(), ours: await ours() }
    if (round > 0) pairs.push({ ...pair, ratio: pair.ours / pair.theirs })
  }
  return {
    ours: median(pairs.map(({ ours }) => ours)),
    theirs: median(pairs.map(({ theirs }) => theirs)),
    ratio: median(pairs.map(({ ratio }) => ratio)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
