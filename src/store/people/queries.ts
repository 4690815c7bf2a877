import { and, desc, eq, gt } from "drizzle-orm"
import type { Database } from "../context"
import type { Role } from "./role"
import { personRoles, sessions, users } from "./tables"

export async function findPersonRole(db: Database, email: string): Promise<Role | undefined> {
  const [row] = await db.select().from(personRoles).where(eq(personRoles.email, email))
  return row?.role
}

export async function listPersonRoles(db: Database) {
  return db.select().from(personRoles)
}

export async function upsertPersonRole(db: Database, row: typeof personRoles.$inferInsert): Promise<void> {
  const { email, ...change } = row
  await db.insert(personRoles).values(row).onConflictDoUpdate({ target: personRoles.email, set: change })
}

export interface OpenSession {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly userAgent: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Sessions that still let someone in, newest first. Their tokens are not among the columns. */
export async function listOpenSessions(db: Database, now: Date): Promise<OpenSession[]> {
  return db
    .select({
      id: sessions.id,
      email: users.email,
      name: users.name,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(gt(sessions.expiresAt, now))
    .orderBy(desc(sessions.createdAt))
    .limit(500)
}

/** Ends the session; answers with whose it was, or nothing when it had ended. */
export async function deleteSession(db: Database, sessionId: string): Promise<{ email: string } | undefined> {
  const [owner] = await db
    .select({ email: users.email })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId)))
  if (!owner) return undefined
  const deleted = await db.delete(sessions).where(eq(sessions.id, sessionId)).returning({ id: sessions.id })
  return deleted.length > 0 ? owner : undefined
}
