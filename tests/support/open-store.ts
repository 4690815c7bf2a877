import type { Actor } from "../../src/store/actor"
import type { Context } from "../../src/store/context"
import { seedCatalog } from "../../src/store/inventory/seed-catalog"
import { openEmbedded } from "./databases"
import { type MemoryPorts, memoryPorts } from "./ports"

export const ADMIN: Actor = { kind: "admin", email: "admin@shop.test", role: "owner" }

export interface OpenStore {
  readonly ctx: Context
  readonly ports: MemoryPorts
  /** The clock of every context; tests move it. */
  readonly clock: { now: Date }
  as(actor: Actor): Context
  close(): Promise<void>
}

/** A store on a fresh embedded database with the bundled catalogue, at noon of a fixed day. */
export async function openStore(): Promise<OpenStore> {
  const database = await openEmbedded()
  const ports = memoryPorts()
  const clock = { now: new Date("2026-03-02T12:00:00Z") }
  const as = (actor: Actor): Context => ({ actor, db: database.db, ports, now: () => clock.now })
  const ctx = as({ kind: "agent", id: "tok_test", email: "agent@shop.test", scopes: [] })
  await seedCatalog(as({ kind: "system", id: "seed" }))
  return { ctx, ports, clock, as, close: () => database.close() }
}
