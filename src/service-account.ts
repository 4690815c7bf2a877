import { z } from "zod"

const accountSchema = z.object({ client_email: z.email(), private_key: z.string().includes("PRIVATE KEY") })

/** The service account that the variable holds: its key file in base64. Undefined when it is anything else. */
export function readServiceAccount(base64: string): z.infer<typeof accountSchema> | undefined {
  try {
    return accountSchema.parse(JSON.parse(Buffer.from(base64, "base64").toString("utf8")))
  } catch {
    return undefined
  }
}
