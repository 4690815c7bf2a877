import { Pool } from "pg"
import { EFFECTS, type Peer, STEPS, WRITE } from "./peer"

const MEMOS = `create table if not exists public.memos
  (run text not null, step text not null, output text, primary key (run, step))`

/** What one would write without an engine: look for the memo, do the write, keep the memo. One connection. */
export async function openByHand(databaseUrl: string): Promise<Peer> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  await pool.query(`${EFFECTS}; ${MEMOS}`)
  return {
    async run(key) {
      for (const step of STEPS) {
        const found = await pool.query("select output from public.memos where run = $1 and step = $2", [
          key,
          step,
        ])
        if (found.rows.length > 0) continue
        await pool.query(WRITE, [key, step])
        await pool.query("insert into public.memos values ($1, $2, $3)", [key, step, step])
      }
    },
    settle: () => Promise.resolve(),
    close: () => pool.end(),
  }
}
