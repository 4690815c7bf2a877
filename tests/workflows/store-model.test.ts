import fc from "fast-check"
import { afterAll, beforeAll, describe, it } from "vitest"
import type { DatabaseHandle } from "../../src/database"
import { openEmbedded, openOnPostgres } from "../support/databases"
import { crowded, orderly } from "../support/model/moves"
import { play } from "../support/model/play"

/** For as long as one likes: `npm run soak -- --minutes 15 --seed 7`. */
const MINUTES = Number(process.env.SOAK_MINUTES ?? 0)
const SEED = Number(process.env.SOAK_SEED ?? 4)

describe.each([
  {
    title: "one thing after the other, cut short anywhere (PGlite)",
    open: openEmbedded,
    stories: orderly,
    runs: 12,
  },
  { title: "many things at once (Postgres)", open: openOnPostgres, stories: crowded, runs: 10 },
])("any story of the shop, $title", ({ open, stories, runs }) => {
  let database: DatabaseHandle
  let lived = 0
  beforeAll(async () => {
    database = await open()
  })
  afterAll(async () => {
    if (MINUTES > 0) console.info(`${lived} stories, seed ${SEED}`)
    await database.close()
  })

  it("leaves stock, codes, orders and money as they are on paper", {
    timeout: 300_000 + MINUTES * 120_000,
  }, async () => {
    const story = fc.asyncProperty(stories, async (story) => {
      lived++
      await play(database, story)
    })
    // The limit also ends the search for the shortest story, so that one is printed at all.
    const limit = { interruptAfterTimeLimit: (MINUTES || 4) * 60_000, markInterruptAsFailure: false }
    await fc.assert(story, { seed: SEED, numRuns: MINUTES > 0 ? 1_000_000 : runs, ...limit })
  })
})
