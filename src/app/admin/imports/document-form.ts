import { z } from "zod"
import { MAX_UPLOAD_BYTES } from "@/store/imports/import-run"

/** What was handed in: the chosen file's bytes if there is one, otherwise the text that was pasted. */
export const documentFormSchema = z
  .object({
    mode: z.enum(["receive_shipment", "audit_count"]),
    text: z.string().default(""),
    file: z.instanceof(File).optional(),
    sourceName: z.string().trim().max(200).optional(),
  })
  .transform(async ({ mode, text, file, sourceName }, context) => {
    const chosen = file && file.size > 0 ? file : undefined
    if (chosen && chosen.size > MAX_UPLOAD_BYTES) {
      context.addIssue(`The file is larger than ${MAX_UPLOAD_BYTES} bytes. Split it and send its parts.`)
      return z.NEVER
    }
    if (!chosen && text.trim() === "") {
      context.addIssue("There is nothing to read. Choose a file or paste the lines.")
      return z.NEVER
    }
    const document = chosen ? new Uint8Array(await chosen.arrayBuffer()) : text
    return { mode, document, sourceName: sourceName || chosen?.name.slice(0, 200) }
  })
