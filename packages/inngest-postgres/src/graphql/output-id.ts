/** What has an output: a run, a step of it, or a failed attempt at either. */
export interface OutputOf {
  readonly runId: string
  readonly stepId: string | null
  /** From 0; null for what became of it in the end. */
  readonly attempt: number | null
}

/** The text by which clients ask for an output. */
export function outputId({ runId, stepId, attempt }: OutputOf): string {
  return [runId, stepId ?? "", ...(attempt === null ? [] : [attempt])].join(".")
}

/** Null when it is none of ours. */
export function readOutputId(text: string): OutputOf | null {
  const [, runId = "", stepId = "", attempt] =
    /^([0-9A-Z]{26})\.([0-9a-zA-Z_-]*)(?:\.(\d{1,4}))?$/.exec(text) ?? []
  if (runId === "") return null
  return { runId, stepId: stepId || null, attempt: attempt === undefined ? null : Number(attempt) }
}
