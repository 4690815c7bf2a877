// @ts-check
import { createHash } from "node:crypto"

const VERSION = Symbol.for("swag-store.catalog-version")
const STATE = Symbol.for("swag-store.page-cache")
const MAX_ENTRIES = 500

/**
 * Next's cache of rendered pages, for this process: a page is good until the catalogue changes, and nothing that
 * `next build` rendered is served, since the build does not know the database. Every process hears of a change
 * through the database (src/services/live-hub.ts), so replicas agree within the time of a notification.
 * @see https://nextjs.org/docs/app/api-reference/config/next-config-js/incrementalCacheHandlerPath
 */
export default class PageCache {
  constructor() {
    const slots = /** @type {Record<symbol, any>} */ (globalThis)
    slots[STATE] ??= { pages: new Map(), rendering: new Map() }
    /** @type {{ pages: Map<string, { value: unknown, version: number, lastModified: number }>, rendering: Map<string, number> }} */
    this.state = slots[STATE]
  }

  /** @param {string} key */
  async get(key) {
    const page = this.state.pages.get(key)
    const version = catalogVersion()
    if (page && page.version === version) return { value: page.value, lastModified: page.lastModified }
    // A change that comes while the page is being rendered must not be taken for one that it shows.
    this.state.rendering.set(key, version)
    return null
  }

  /** @param {string} key @param {unknown} value */
  async set(key, value) {
    const version = this.state.rendering.get(key) ?? catalogVersion()
    this.state.rendering.delete(key)
    this.state.pages.delete(key)
    if (value) allowOwnScripts(/** @type {any} */ (value))
    if (value) this.state.pages.set(key, { value, version, lastModified: Date.now() })
    const [oldest] = this.state.pages.keys()
    if (this.state.pages.size > MAX_ENTRIES && oldest !== undefined) this.state.pages.delete(oldest)
  }

  async revalidateTag() {
    this.state.pages.clear()
  }

  resetRequestCache() {}
}

/** @returns {number} */
function catalogVersion() {
  return /** @type {Record<symbol, any>} */ (globalThis)[VERSION] ?? 0
}

/**
 * Lets a page run the scripts it is made of and no others. A page that many are shown cannot carry a nonce, so its
 * inline scripts are named by their hashes, in a header that Next keeps and sends with it. The rest of the policy
 * is in next.config.ts.
 * @param {{ kind: string, html?: unknown, headers?: Record<string, unknown> }} value
 */
function allowOwnScripts(value) {
  if (value.kind !== "APP_PAGE" || typeof value.html !== "string") return
  const scripts = [...value.html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
  const hashes = scripts.map(
    ([, code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
  )
  value.headers = {
    ...value.headers,
    "content-security-policy": `script-src 'self' ${[...new Set(hashes)].join(" ")}`.trim(),
  }
}
