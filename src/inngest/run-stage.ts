import { NonRetriableError } from "inngest"
import { ERRORS, StoreError } from "../errors"
import { inSpan } from "../services/trace"
import type { Context } from "../store/context"
import { STAGES, type Stage } from "../store/orders/order"
import { recordStage, type StageProgress } from "../store/orders/record-stage"
import { adminChannel, orderChannel } from "./channels"
import type { Inngest } from "./client"
import { faultPoint } from "./fault-point"
import type { OrderSummary } from "./order-summary"

export interface StageRun {
  readonly ctx: Context
  readonly inngest: Inngest
  readonly step: { run<Output>(id: Stage, work: () => Promise<Output>): Promise<unknown> }
  readonly logger: { warn(fields: object, message: string): void }
  readonly orderId: string
  /** What the messages say of the order. */
  readonly summary: () => Promise<OrderSummary>
  /** Zero for the first attempt of a step; Inngest counts it anew for each. */
  readonly attempt: number
  readonly maxAttempts: number
}

type StageOutput = Record<string, string | number>

/**
 * Runs one stage durably: announces it, does the work, saves it, announces the result, all inside the step, so
 * that a replay repeats none of it. The verb may run twice after a crash and is written for that.
 */
export async function runStage(
  run: StageRun,
  stage: Stage,
  verb: (ctx: Context, orderId: string) => Promise<StageOutput>,
): Promise<void> {
  const attributes = { "swag.order": run.orderId, "swag.stage": stage, "swag.attempt": run.attempt }
  await run.step.run(stage, () => inSpan(`stage ${stage}`, attributes, () => workThrough(run, stage, verb)))
  const next = STAGES[STAGES.indexOf(stage) + 1]
  if (next) faultPoint(`${stage}:memo`)
}

async function workThrough(
  run: StageRun,
  stage: Stage,
  verb: (ctx: Context, orderId: string) => Promise<StageOutput>,
): Promise<StageOutput> {
  faultPoint(`${stage}:before`)
  await announce(run, stage, { status: "running" })
  faultPoint(`${stage}:inside`)
  try {
    const output = await verb(run.ctx, run.orderId)
    faultPoint(`${stage}:effect`)
    await announce(run, stage, { status: "complete" }, output)
    return output
  } catch (error) {
    run.logger.warn({ err: error, orderId: run.orderId, stage }, "stage failed")
    const final = !isRetryable(error) || run.attempt + 1 >= run.maxAttempts
    await announce(run, stage, { status: final ? "failed" : "retrying", error: publicReason(error) })
    throw isRetryable(error) ? new Error(publicReason(error)) : asNonRetriable(error)
  }
}

/** Surprises are retried; a StoreError says itself whether trying again can help. */
function isRetryable(error: unknown): boolean {
  return !(error instanceof StoreError) || ERRORS[error.type].retryable
}

/** The engine stores error messages in plaintext, so only public sentences reach it. */
function publicReason(error: unknown): string {
  return error instanceof StoreError
    ? error.message
    : "Something unexpected happened; it will be tried again."
}

function asNonRetriable(error: unknown): NonRetriableError {
  const type = error instanceof StoreError ? error.type : "INTERNAL_ERROR"
  return new NonRetriableError(publicReason(error), { cause: type })
}

async function announce(
  run: StageRun,
  stage: Stage,
  progress: StageProgress,
  output?: StageOutput,
): Promise<void> {
  await recordStage(run.ctx, run.orderId, stage, progress)
  run.ctx.ports.workflow.orderChanged(run.orderId)
  const status = progress.status === "retrying" ? "running" : progress.status
  await publish(run, stage, status, output)
}

/** Realtime is a hint: a message that is lost costs nothing, so it never fails a stage. */
async function publish(
  { ctx, inngest, orderId, summary }: StageRun,
  stage: Stage,
  status: "running" | "complete" | "failed",
  output?: StageOutput,
): Promise<void> {
  try {
    const ts = ctx.now().getTime()
    const order = await summary()
    await Promise.all([
      inngest.realtime.publish(orderChannel(orderId).step, {
        name: stage,
        status,
        ...(output ? { output } : {}),
        ts,
      }),
      inngest.realtime.publish(adminChannel.order, { orderId, ...order, step: stage, status, ts }),
    ])
  } catch {
    // The page reads the database when it next looks.
  }
}
