import { join } from "node:path"
import { Worker, type WorkerOptions } from "node:worker_threads"
import { StoreError } from "../errors"
import type { Documents } from "../store/ports"

const PATIENCE_MS = 60_000
const MEMORY_MB = 768

/**
 * The text of files that strangers have made. Text is decoded here; spreadsheets, letters and PDFs are taken apart in
 * a thread of their own, with a limit to its memory and its time, one file after the other.
 */
export function createDocuments(patienceMs = PATIENCE_MS): Documents {
  let before: Promise<unknown> = Promise.resolve()
  return {
    async read(bytes) {
      const head = Buffer.from(bytes.subarray(0, 8)).toString("latin1")
      if (head.startsWith("PK\x03\x04") || head.startsWith("%PDF-")) {
        const reading = before.then(() => readInThread(bytes, patienceMs))
        before = reading.catch(() => undefined)
        return reading
      }
      if (head === "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        throw unreadable(
          "The file is protected by a password, or in Office's old form (xls, doc).",
          "Remove the password, or save it as xlsx, docx or CSV, and hand that in.",
        )
      }
      return decodeText(bytes)
    },
  }
}

/** UTF-8; UTF-16 with its mark, as Excel writes "Unicode text"; otherwise what Windows writes in the West. */
function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  const utf16 =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff && "utf-16be"
  for (const encoding of utf16 ? [utf16] : ["utf-8", "windows-1252"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a binary file from text.
      if (!/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return text
    } catch {
      // The next encoding may fit.
    }
  }
  throw unreadable(
    "This file is neither text nor a spreadsheet (xlsx), a Word document (docx) or a PDF.",
    "Save it as one of these, or paste its lines.",
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
