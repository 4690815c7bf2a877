import { Notice } from "../ui/notice"
import { type AttentionStepsInput, attentionSteps } from "./attention-steps"

/** Above an order: why it needs someone, each cause with its buttons. */
export function AttentionNotices(input: AttentionStepsInput) {
  return attentionSteps(input).map(({ cause, title, advice, buttons }) => (
    <Notice key={cause} tone="error" title={title} action={buttons}>
      {advice}
    </Notice>
  ))
}
