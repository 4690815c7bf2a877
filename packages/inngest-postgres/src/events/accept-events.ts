import type { EngineContext } from "../engine-context"
import { decidesAboutRuns } from "../functions/flow-control"
import type { Unit } from "../queue/unit"
import { announce, runUnit } from "../queue/unit"
import { insertEventsAndRuns, noteRuns } from "../runs/insert-runs"
import { planRuns } from "../runs/plan-runs"
import { hasRunTimers, type WantedRun, wantRun } from "../runs/wanted-run"
import type { NewEvent } from "./incoming-event"
import { resumeWaits } from "./resume-waits"
import { storeEvents } from "./store-events"

/**
 * Stores events and everything they set off: new runs, waits that end, runs that are cancelled. All of it
 * is committed when this resolves. Events whose id is already known change nothing.
 */
export async function acceptEvents(context: EngineContext, events: readonly NewEvent[]): Promise<void> {
  const plain = plainRuns(context, events)
  if (plain && (await acceptAtOnce(context, events, plain))) return
  await runUnit(context, (unit) => acceptWithin(unit, context, events))
}

/** The same inside a transaction that has more to do. */
export async function acceptWithin(
  unit: Unit,
  context: EngineContext,
  events: readonly NewEvent[],
): Promise<void> {
  const fresh = await storeEvents(unit.sql, events)
  if (fresh.length === 0) return
  await planRuns(unit, context, fresh)
  await resumeWaits(unit, context, fresh)
}

/** The common case: runs of functions without rules of their own, nobody waiting: one statement. */
async function acceptAtOnce(
  context: EngineContext,
  events: readonly NewEvent[],
  wanted: readonly WantedRun[],
): Promise<boolean> {
  const leased = new Set<string>()
  for (const run of wanted) {
    if (run.key1 !== null || run.delayMs > 0) continue
    if (!context.pump.reserve()) break
    leased.add(run.id)
  }
  try {
    const inserted = await insertEventsAndRuns(context.db, context, events, wanted, leased, true)
    if (!inserted.open) return false
    const unit = { leased: [], queued: false, dueInMs: Number.POSITIVE_INFINITY }
    noteRuns(unit, wanted, inserted, leased)
    announce(context, unit)
    return true
  } finally {
    // Those that were started are counted as work by now.
    context.pump.release(leased.size)
  }
}

function plainRuns(context: EngineContext, events: readonly NewEvent[]): WantedRun[] | null {
  const wanted: WantedRun[] = []
  for (const event of events) {
    for (const config of context.registry.triggeredBy(event.value)) {
      if (config.idempotency || hasRunTimers(config) || decidesAboutRuns(config.flow)) return null
      wanted.push(wantRun(config, event))
    }
  }
  return wanted
}
