import { readConfig } from "../env"
import { STAGES, type Stage } from "../store/orders/order"

const POINTS = ["before", "inside", "effect", "memo"] as const

/** Every instant of a stage at which the process may be killed; nothing follows the last stage's memo. */
export const STAGE_INSTANTS = STAGES.flatMap((stage) =>
  POINTS.map((point) => `${stage}:${point}` as const),
).filter((instant) => instant !== "record-to-sheet:memo")

/** Those of an import: a portion of its document read, all of it read, and applied before the engine knows. */
export type ImportInstant = "read-document:inside" | "read-document:effect" | "apply-import:effect"

/** Between the commit that keeps the event and the answer to the webhook: nobody has begun to handle it. */
export type WebhookInstant = "webhook:answer"

let armed: string | undefined

/**
 * Where the fault tests kill the process: SWAG_FAULT=reserve-inventory:effect dies after the stage's effect and
 * before the engine knows of it. Production ignores it.
 */
export function faultPoint(
  instant: `${Stage}:${(typeof POINTS)[number]}` | ImportInstant | WebhookInstant,
): void {
  armed ??= readFault()
  if (armed === instant) process.kill(process.pid, "SIGKILL")
}

function readFault(): string {
  const config = readConfig()
  return config.production && !config.DEMO ? "" : (config.SWAG_FAULT ?? "")
}
