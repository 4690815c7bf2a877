import type { Work } from "../context"
import type { Kind } from "./documents"
import type { StoredObject } from "./objects"

const BATCH = 50

/** The next objects whose time has come, locked. Rows that somebody else holds are left to them. */
export async function findDue<K extends Kind>(work: Work, kind: K): Promise<StoredObject<K>[]> {
  const { rows } = await work.sql.query<StoredObject<K>>(
    `select object, details from sandbox.objects
      where kind = $1 and due_at <= $2
      order by due_at limit ${BATCH} for update skip locked`,
    [kind, work.now],
  )
  return rows
}
