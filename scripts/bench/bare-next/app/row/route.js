import { Pool } from "pg"

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 })

/** Commits one row with what was sent. */
export async function POST(request) {
  const { rows } = await pool.query("insert into floor_rows (body) values ($1) returning id", [
    JSON.stringify(await request.json()),
  ])
  return Response.json(rows[0])
}

/** Reads the newest row. */
export async function GET() {
  const { rows } = await pool.query("select id from floor_rows order by id desc limit 1")
  return Response.json(rows)
}
