import { readConfig } from "../env"
import type { Stage } from "../store/orders/order"

export const FAULT_POINTS = ["before", "inside", "effect", "memo"] as const

let armed: string | undefined

/**
 * Where the fault tests kill the process: SWAG_FAULT=reserve-inventory:effect dies after the stage's effect and
 * before the engine knows of it. Production ignores it.
 */
export function faultPoint(stage: Stage, point: (typeof FAULT_POINTS)[number]): void {
  armed ??= readFault()
  if (armed === `${stage}:${point}`) process.kill(process.pid, "SIGKILL")
}

function readFault(): string {
  const config = readConfig()
  return config.production && !config.DEMO ? "" : (config.SWAG_FAULT ?? "")
}
