/**
 * Lets work be asked for by many and done by one: who asks while it runs has it run once more when it is done, however
 * many they are. The work handles its own errors.
 */
export function oneAtATime(work: () => Promise<void>): () => void {
  let running = false
  let again = false
  const run = async () => {
    running = true
    try {
      do {
        again = false
        await work()
      } while (again)
    } finally {
      // In the turn of the last look, so that nobody asks unheard in between.
      running = false
    }
  }
  return () => {
    if (running) again = true
    else void run()
  }
}
