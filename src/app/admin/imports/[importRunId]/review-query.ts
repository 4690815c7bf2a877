import { z } from "zod"
import { PROBLEM_KINDS } from "@/store/inventory/read-plan"

/** The address of a page of the review. What can't be read is left out. */
export const reviewQuerySchema = z.object({
  show: z
    .enum(["any", ...PROBLEM_KINDS])
    .optional()
    .catch(undefined),
  /** The last row of the page before: its rank and its position. */
  after: z
    .string()
    .regex(/^[012]\.\d{1,6}$/)
    .transform((text) => {
      const [rank = 0, position = 0] = text.split(".").map(Number)
      return { rank, position }
    })
    .optional()
    .catch(undefined),
})
