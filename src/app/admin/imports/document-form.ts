import { z } from "zod"
import { MAX_DOCUMENT_BYTES } from "@/store/inventory/parse-inventory-document"

/**
 * The form's document as text: the chosen file if there is one, otherwise what was pasted. Only UTF-8 text is read;
 * a spreadsheet's own format is refused with what to do instead.
 */
export const documentFormSchema = z
  .object({
    mode: z.enum(["receive_shipment", "audit_count"]),
    text: z.string().default(""),
    file: z.instanceof(File).optional(),
    sourceName: z.string().trim().max(200).optional(),
  })
  .transform(async ({ mode, text, file, sourceName }, context) => {
    const chosen = file && file.size > 0 ? file : undefined
    if (chosen && chosen.size > MAX_DOCUMENT_BYTES) {
      context.addIssue(`The file is larger than ${MAX_DOCUMENT_BYTES} bytes. Split it and send its parts.`)
      return z.NEVER
    }
    const documentText = chosen ? await readText(chosen) : text
    if (documentText === undefined) {
      context.addIssue("This file is not text. Save the spreadsheet as CSV (UTF-8), or paste its cells.")
      return z.NEVER
    }
    if (documentText.trim() === "") {
      context.addIssue("There is nothing to read. Choose a file or paste the lines.")
      return z.NEVER
    }
    return { mode, documentText, sourceName: sourceName || chosen?.name.slice(0, 200) }
  })

async function readText(file: File): Promise<string | undefined> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer())
    return text.includes("\0") ? undefined : text
  } catch {
    return undefined
  }
}
