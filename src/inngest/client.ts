import { encryptionMiddleware } from "@inngest/middleware-encryption"
import { Inngest } from "inngest"
import type { Logger } from "../services/logger"

export interface ClientOptions {
  readonly appId: string
  readonly logger: Logger
  /** Base64; the first encrypts, all decrypt. */
  readonly encryptionKeys: readonly string[]
  /** The engine in this process; without it the SDK's own environment variables say where Inngest is. */
  readonly embedded?: { readonly fetch: typeof fetch; readonly signingKey: string }
}

/** The shop's Inngest client. What differs between the embedded engine and a server is here and nowhere else. */
export function createInngestClient(options: ClientOptions): Inngest {
  const [key, ...fallbackDecryptionKeys] = options.encryptionKeys
  if (!key) throw new Error("The workflow's events cannot be encrypted without a key")
  const shared = {
    id: options.appId,
    logger: options.logger,
    middleware: [encryptionMiddleware({ key, fallbackDecryptionKeys })],
  }
  if (options.embedded) {
    const { fetch, signingKey } = options.embedded
    return new Inngest({
      ...shared,
      fetch,
      signingKey,
      baseUrl: "http://engine.internal",
      eventKey: "embedded",
      isDev: false,
    })
  }
  // Checkpoints carry the arguments of steps in plaintext, so over the wire they stay off.
  return new Inngest({ ...shared, checkpointing: false })
}

export type { Inngest } from "inngest"
