"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { useLiveView } from "../order/use-live-view"

interface Progress {
  readonly state: string
  readonly rowsRead: number
}

/** How far the run is, while it runs; when it comes to its next state, the page is loaded anew. */
export function ImportProgress({ importRunId, state, rowsRead }: Progress & { importRunId: string }) {
  const router = useRouter()
  const [rows, setRows] = useState(rowsRead)
  useLiveView(`/admin/imports/${importRunId}/live`, "import", (data) => {
    const now = data as Progress
    setRows(now.rowsRead)
    if (now.state !== state) router.refresh()
  })
  return (
    <p aria-live="polite">{state === "reading" && `${rows.toLocaleString("en-US")} rows read so far.`}</p>
  )
}
