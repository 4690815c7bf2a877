import { randomBytes } from "node:crypto"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"

/**
 * The secrets of this deployment: from the configuration, first one first, or one that the first start makes and
 * keeps beside the embedded data, readable by its owner only.
 */
export async function encryptionSecrets(configured: string | undefined, dataDir: string): Promise<Buffer[]> {
  const text = configured ?? (await keptSecret(dataDir))
  return text.split(",").map((secret) => Buffer.from(secret.trim(), "base64"))
}

async function keptSecret(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, "encryption-key")
  // "wx" fails when the file is there, so of two processes that start at once, both use the one that was written.
  await writeFile(path, `${randomBytes(32).toString("base64")}\n`, { flag: "wx", mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error
    },
  )
  return (await readFile(path, "utf8")).trim()
}
