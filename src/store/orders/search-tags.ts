import type { Customer, Vault } from "../ports"

/** What finds a buyer: the words of the buyer's and the recipient's name, whatever their case and accents. */
export function searchTags(vault: Vault, customer: Customer): string[] {
  return [...new Set([...words(customer.name), ...words(customer.shipping.name)])].map((word) =>
    tagWord(vault, word),
  )
}

/** The tags that an order must all have to be found by this text. */
export function tagsOfQuery(vault: Vault, text: string): string[] {
  return [...new Set(words(text))].map((word) => tagWord(vault, word))
}

function words(text: string): string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .slice(0, 12)
}

function tagWord(vault: Vault, word: string): string {
  return vault.sign(`name-word:${word}`)
}
