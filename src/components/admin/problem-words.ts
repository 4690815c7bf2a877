import type { ImportSummary } from "@/store/imports/import-run"
import type { ProblemKind } from "@/store/inventory/read-plan"

export const PROBLEM_WORDS: Readonly<Record<ProblemKind, string>> = {
  unknown: "Not on the shelf",
  ambiguous: "Could be several",
  "no-number": "No whole number",
  negative: "Below zero",
  huge: "Too many",
  contradiction: "Counted twice, differently",
  "not-plain": "Says more than item and number",
}

export function problemRows({ problems }: ImportSummary): number {
  return Object.values(problems).reduce((sum, rows) => sum + rows, 0)
}
