import type { Outcome } from "@/store/outcome"
import { Notice } from "../ui/notice"

export function OutcomeNotice({ outcome }: { outcome: Outcome<unknown> }) {
  if (outcome.status === "idle") return null
  if (outcome.status === "done") return <Notice tone={outcome.tone} title={outcome.message} />
  return (
    <Notice tone="error" title={outcome.message}>
      {outcome.userAction}
      {outcome.type === "INTERNAL_ERROR" && ` Request ${outcome.requestId}.`}
    </Notice>
  )
}
