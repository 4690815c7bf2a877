import { type DatabaseHandle, openDatabase } from "./database"
import { type Config, readConfig } from "./env"
import { openServices, type Seams, type Services } from "./services"
import { encryptionSecrets } from "./services/encryption-secret"
import { type Inbox, openInbox } from "./services/inbox"
import { oneAtATime } from "./services/one-at-a-time"
import type { Actor } from "./store/actor"
import type { Context } from "./store/context"
import { seedCatalog } from "./store/inventory/seed-catalog"
import { keepPaymentEvents } from "./store/orders/keep-payment-events"
import { sendOutbox } from "./store/orders/send-outbox"
import { workInbox } from "./store/orders/work-inbox"

/** Everything one process of the store has open. */
export interface Shop extends Services {
  readonly config: Config
  readonly database: DatabaseHandle
  contextFor(actor: Actor): Context
  readonly inbox: Inbox
  /**
   * Handles what waits in the inbox, now and in the background, and sends what comes of it. However many ask, the
   * process goes through it once at a time; what fails is tried again by the boot loop.
   */
  drainInbox(): void
  close(): Promise<void>
}

const WEBHOOKS: Actor = { kind: "system", id: "stripe-webhook" }

/** Opens the database, brings its schema up to date, seeds an empty one, and opens the services over it. */
export async function openShop(config: Config, seams: Seams = {}): Promise<Shop> {
  const database =
    seams.database ??
    (await openDatabase(
      config.DATABASE_URL ? { databaseUrl: config.DATABASE_URL } : { dataDir: config.dataDir },
    ))
  const closeDatabase = async () => {
    if (!seams.database) await database.close()
  }
  try {
    await database.migrate()
    const secrets = await encryptionSecrets(config.INNGEST_ENCRYPTION_KEY, config.dataDir)
    const services = await openServices(config, database, secrets, seams)
    const contextFor = (actor: Actor) => ({
      actor,
      db: database.db,
      ports: services.ports,
      now: services.clock.now,
    })
    const shop: Shop = {
      ...services,
      config,
      database,
      contextFor,
      inbox: openInbox((events) => keepPaymentEvents(contextFor(WEBHOOKS), events)),
      drainInbox: oneAtATime(() => drainInbox(shop)),
      async close() {
        services.clock.close()
        await services.live.close()
        await closeDatabase()
      },
    }
    await services.payments.sandbox?.migrate()
    await services.workflow.engine?.migrate()
    await seedCatalog(shop.contextFor({ kind: "system", id: "seed" }))
    return shop
  } catch (error) {
    await closeDatabase()
    throw error
  }
}

// Next bundles this module once for instrumentation and again for each route, so the one shop of the process
// hangs on the global object instead of a module variable.
const SLOT = Symbol.for("swag-store.shop")
const slots = globalThis as { [SLOT]?: Promise<Shop> | undefined }

/** The shop of this process, opened at the first call. A failed opening is not kept: the next call tries again. */
export function getShop(): Promise<Shop> {
  slots[SLOT] ??= openShop(readConfig()).catch((error: unknown) => {
    slots[SLOT] = undefined
    throw error
  })
  return slots[SLOT]
}

/** Puts a shop into the slot (or empties it), for boot and for tests that send real requests. */
export function setShop(shop: Shop | undefined): void {
  slots[SLOT] = shop && Promise.resolve(shop)
}

/** A context for the actor over the process's shop. */
export async function contextFor(actor: Actor): Promise<Context> {
  return (await getShop()).contextFor(actor)
}

/** Sends what waits in the outbox, now and in the background; what fails is sent again by the boot loop. */
export function drainOutbox(shop: Shop): void {
  const ctx = shop.contextFor({ kind: "system", id: "outbox" })
  sendOutbox(ctx).catch((error: unknown) => shop.logger.warn({ err: error }, "outbox not sent"))
}

async function drainInbox(shop: Shop): Promise<void> {
  try {
    const { failures } = await workInbox(shop.contextFor(WEBHOOKS), shop.inbox.calm)
    for (const err of failures) shop.logger.warn({ err }, "webhook not handled, to be tried again")
    drainOutbox(shop)
  } catch (error) {
    shop.logger.warn({ err: error }, "inbox not worked through")
  }
}
