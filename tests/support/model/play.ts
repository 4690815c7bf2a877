import { expect } from "vitest"
import type { DatabaseHandle } from "../../../src/database"
import { StoreError } from "../../../src/errors"
import { tagEmail } from "../../../src/store/orders/personal-data"
import { adopt, adoptWhatever } from "./adopt"
import { type Facts, foresee, foreseeStep } from "./foresee"
import { type Model, newModel, SHELF } from "./model"
import type { Deed, Move, Story } from "./moves"
import { observe } from "./observe"
import { settleAll } from "./settle-all"
import { act, chosen, codeOf, customer, openWorld, type Subject, type World } from "./world"

const VARIANTS = SHELF.map(({ variantId }) => variantId)

/** Lives the story in the shop and on paper; they must agree after each group of moves, and when all has come to rest. */
export async function play(database: DatabaseHandle, story: Story): Promise<void> {
  const world = await openWorld(database)
  const model = newModel()
  for (const moves of story) {
    const [only, ...others] = moves
    if (only && others.length === 0) await playAlone(world, model, only)
    else await playTogether(world, model, moves)
  }
  await settleAll(world)
}

async function playAlone(world: World, model: Model, move: Move): Promise<void> {
  const { trade, mortal } = world
  const subject = subjectOf(world, model, move)
  if (subject === undefined) return
  const facts: Facts = {
    payments: { sessions: new Map(trade.payments.sessions) },
    seen: await observe(world.database, VARIANTS),
    now: trade.clock.now,
    tagOf: (buyer) => tagEmail(trade.ctx.ports.vault, customer(buyer).email),
  }
  const { diesAfter, wire } = move.mishap ?? {}
  if (wire) trade.payments.fail(wire.method, wire.when)
  if (diesAfter !== undefined) mortal.dieAfter(diesAfter)
  const turn = await act(world, move, subject).catch((error: unknown) => {
    if (!move.mishap && !(error instanceof StoreError)) throw error
    return undefined
  })
  mortal.revive()
  trade.payments.heal()
  note(model, move, subject)

  const foreseen = subject.run
    ? foreseeStep(model, facts, subject.run, turn?.step)
    : foresee(model, facts, move, subject)
  if (!move.mishap && turn && "fails" in foreseen) {
    expect(turn.outcome, `${turn.step} of ${turn.run.orderId}`).toBe(foreseen.fails ? "failed" : "kept")
  }
  adopt(model, await observe(world.database, VARIANTS), foreseen, move)
}

/** Of what happens at once only this is certain: each checkout goes on as it may, and the books follow from them. */
async function playTogether(world: World, model: Model, moves: readonly Move[]): Promise<void> {
  const doings = moves.flatMap((move) => {
    const subject = subjectOf(world, model, move)
    return subject ? [{ move, subject }] : []
  })
  const endings = await Promise.allSettled(doings.map(({ move, subject }) => act(world, move, subject)))
  const surprise = endings.find((end) => end.status === "rejected" && !(end.reason instanceof StoreError))
  if (surprise?.status === "rejected") throw surprise.reason
  for (const { move, subject } of doings) note(model, move, subject)
  adoptWhatever(model, await observe(world.database, VARIANTS))
}

/** What the deed tells the model beside the fate of checkouts. */
function note(model: Model, move: Deed, { code }: Subject): void {
  if (move.do === "make code" && code && !model.codes.has(code)) model.codes.set(code, codeOf(code, move))
}

function subjectOf({ trade, engine, delivered }: World, model: Model, move: Deed): Subject | undefined {
  const { sessions } = trade.payments
  const open = [...sessions.values()].filter(({ status }) => status === "open")
  const waiting = [...sessions.values()].filter(
    ({ status, paid, failed }) => status === "complete" && !paid && !failed,
  )
  const about = (orderId: string | null | undefined) =>
    orderId ? { orderId, sessionId: `cs_${orderId}` } : undefined
  switch (move.do) {
    case "pay":
      return about(chosen(open, move.which)?.orderId)
    case "bank answers":
      return about(chosen(waiting, move.which)?.orderId)
    case "checkout":
    case "submit": {
      const code = move.code === null ? undefined : chosen(model.codes.keys(), move.code)
      const instead =
        move.do === "checkout" && move.instead !== null
          ? chosen(model.entries.keys(), move.instead)
          : undefined
      return { code, orderId: instead }
    }
    case "make code":
      return {
        code: `CODE-${move.off.slice(0, 1)}-${move.maxRedemptions}-${move.maxPerPerson ?? 0}`.toUpperCase(),
      }
    case "work": {
      return { run: chosen(engine.open(), move.which) }
    }
    case "webhook": {
      // Mostly what has not come yet; now and then what has come before.
      const news = trade.payments.events.filter(({ id }) => !delivered.has(id))
      const event = chosen(move.which < 22 && news.length > 0 ? news : trade.payments.events, move.which)
      if (event) delivered.add(event.id)
      return event && { event }
    }
    case "receive":
    case "count":
    case "correct":
    case "wait":
    case "sweep":
    case "send outbox":
      return {}
    default: {
      const all = [...model.entries.values()]
      const orders = all.filter(({ status }) => status !== null)
      return about(chosen(move.do === "confirm" ? all : orders, move.which)?.orderId)
    }
  }
}
