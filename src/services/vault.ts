import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto"
import type { Vault } from "../store/ports"

interface Key {
  readonly id: string
  readonly encryption: Buffer
  readonly signing: Buffer
}

/**
 * AES-256-GCM under keys derived from 32-byte secrets. The first secret seals and signs; all of them open, so a
 * key is rotated by putting the new one in front. Sealed form: `v1.<key id>.<nonce>.<ciphertext and tag>`.
 */
export function createVault(secrets: readonly Buffer[]): Vault {
  const keys = secrets.map(deriveKey)
  const [current] = keys
  if (!current) throw new Error("A vault needs at least one key")
  return {
    seal(plaintext, context) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv("aes-256-gcm", current.encryption, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()])
      return ["v1", current.id, nonce.toString("base64url"), body.toString("base64url")].join(".")
    },
    open(sealed, context) {
      const [version, keyId, nonce, body] = sealed.split(".")
      const key = keys.find(({ id }) => id === keyId)
      if (version !== "v1" || !nonce || !body) throw new Error("This is not a sealed text")
      if (!key) throw new Error(`The key ${keyId} that sealed this text is not configured`)
      const bytes = Buffer.from(body, "base64url")
      const decipher = createDecipheriv("aes-256-gcm", key.encryption, Buffer.from(nonce, "base64url"), {
        authTagLength: 16,
      })
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8")
    },
    isCurrent: (sealed) => sealed.startsWith(`v1.${current.id}.`),
    sign: (text) => createHmac("sha256", current.signing).update(text).digest("base64url"),
  }
}

function deriveKey(secret: Buffer): Key {
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "", `swag-store ${purpose}`, 32))
  return {
    id: createHash("sha256").update(secret).digest("hex").slice(0, 8),
    encryption: derive("encryption"),
    signing: derive("signing"),
  }
}
