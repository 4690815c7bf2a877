import { timingSafeEqual } from "node:crypto"
import type { Vault } from "../store/ports"

/** A value that this shop alone can have written, for cookies: the value, a dot, its tag. */
export function signValue(vault: Vault, purpose: string, value: string): string {
  return `${value}.${vault.sign(`${purpose}:${value}`)}`
}

/** The value, if its tag is right; compared in constant time. */
export function readSignedValue(
  vault: Vault,
  purpose: string,
  signed: string | undefined,
): string | undefined {
  const dot = signed?.lastIndexOf(".") ?? -1
  if (!signed || dot < 0) return undefined
  const value = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1))
  const expected = Buffer.from(vault.sign(`${purpose}:${value}`))
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined
}
