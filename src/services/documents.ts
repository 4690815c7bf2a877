import { join } from "node:path"
import { Worker, type WorkerOptions } from "node:worker_threads"
import { StoreError } from "../errors"
import type { Documents } from "../store/ports"
import { decodeText } from "./decode-text.mjs"
import { isOldOffice, isPdf, isZip } from "./file-kinds.mjs"

const PATIENCE_MS = 60_000
const MEMORY_MB = 768

/**
 * The text of files that strangers have made. Text is decoded here; spreadsheets, letters, PDFs and mails are taken
 * apart in a thread of their own, with a limit to its memory and its time, one file after the other.
 */
export function createDocuments(patienceMs = PATIENCE_MS): Documents {
  let before: Promise<unknown> = Promise.resolve()
  const readApart = (bytes: Uint8Array): Promise<string> => {
    const reading = before.then(() => readInThread(bytes, patienceMs))
    before = reading.catch(() => undefined)
    return reading
  }
  return {
    async read(bytes) {
      if (isPdf(bytes) || isZip(bytes)) return readApart(bytes)
      if (isOldOffice(bytes)) {
        throw unreadable(
          "The file is protected by a password, or in Office's old form (xls, doc, msg).",
          "Remove the password, or save it as xlsx, docx, eml or CSV, and hand that in.",
        )
      }
      const text = decodeText(bytes)
      if (text === undefined) {
        throw unreadable(
          "This file is neither text nor a mail, a spreadsheet (xlsx), a Word document (docx) or a PDF.",
          "Save it as one of these, or paste its lines.",
        )
      }
      return isMail(text) ? readApart(bytes) : text
    },
  }
}

/**
 * Whether it begins as a mail does: a block of headers, one that every mail has among them.
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-2.2
 */
function isMail(text: string): boolean {
  const [headers = ""] = text.slice(0, 64 * 1024).split(/\r?\n\r?\n/, 1)
  return (
    /^(?:mime-version|message-id|received|return-path):/im.test(headers) &&
    headers.split(/\r?\n/).every((line) => /^(?:[!-9;-~]+:|[ \t])/.test(line))
  )
}

type Answer = { readonly text: string } | { readonly problem: string; readonly userAction: string }

async function readInThread(bytes: Uint8Array, patienceMs: number): Promise<string> {
  const options: WorkerOptions = {
    workerData: bytes,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    stdout: true,
    stderr: true,
  }
  // Written so that Next's bundler leaves the file where it is: the thread runs it as it stands.
  const worker: Worker = Reflect.construct(Worker, [
    join(process.cwd(), "src/services/document-worker.mjs"),
    options,
  ])
  const patience = setTimeout(() => void worker.terminate(), patienceMs)
  try {
    const answer = await new Promise<Answer | undefined>((resolve, reject) => {
      worker.once("message", resolve)
      worker.once("error", (error: NodeJS.ErrnoException) =>
        error.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve(undefined) : reject(error),
      )
      worker.once("exit", () => resolve(undefined))
    })
    if (answer === undefined) {
      throw unreadable(
        "The file takes more time or memory to read than one may.",
        "Split it, or save the table as CSV, and hand that in.",
      )
    }
    if ("problem" in answer) throw unreadable(answer.problem, answer.userAction)
    return answer.text
  } finally {
    clearTimeout(patience)
    void worker.terminate()
  }
}

function unreadable(message: string, userAction: string): StoreError {
  return new StoreError("VALIDATION_ERROR", message, { userAction })
}
