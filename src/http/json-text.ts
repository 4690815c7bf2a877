import { z } from "zod"

/** A form field that carries JSON, such as a plan that was shown and is now to be done. */
export function jsonText<Schema extends z.ZodType>(schema: Schema, maxLength = 500_000) {
  return z
    .string()
    .max(maxLength)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: "custom", message: "The form was changed on its way. Load the page again." })
        return z.NEVER
      }
    })
    .pipe(schema)
}
