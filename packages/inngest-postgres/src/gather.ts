/**
 * One function for many callers: what they ask for while an earlier group is under way is asked together when that
 * one has ended. When nothing is under way nobody waits, or for the `pause` in which others may come. When a group fails
 * each of it is tried alone, so that one of them cannot fail the others.
 */
export function gather<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
  { atMost, pause }: { atMost: number; pause?: () => Promise<unknown> },
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = []
  let busy = false

  async function run(): Promise<void> {
    busy = true
    if (pause) await pause()
    while (waiting.length > 0) {
      const group = waiting.splice(0, atMost)
      try {
        settle(group, await work(group.map(({ item }) => item)))
      } catch (error) {
        if (group.length === 1) group[0]?.reject(error)
        else await Promise.all(group.map(alone))
      }
    }
    busy = false
  }

  async function alone(one: Waiting<Item, Answer>): Promise<void> {
    try {
      settle([one], await work([one.item]))
    } catch (error) {
      one.reject(error)
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void run()
    })
}

interface Waiting<Item, Answer> {
  readonly item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

function settle<Item, Answer>(group: readonly Waiting<Item, Answer>[], answers: readonly Answer[]): void {
  for (const [index, one] of group.entries()) one.resolve(answers[index] as Answer)
}
