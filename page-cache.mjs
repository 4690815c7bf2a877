// @ts-check
import { createHash } from "node:crypto"

const VERSION = Symbol.for("swag-store.catalog-version")
const STATE = Symbol.for("swag-store.page-cache")
const MAX_ENTRIES = 500
const MAX_BYTES = 32 * 1024 * 1024

/**
 * Next's cache of rendered pages, for this process: a page is good until the catalogue changes, and nothing that
 * `next build` rendered is served, since the build does not know the database. Every process hears of a change
 * through the database (src/services/live-hub.ts), so replicas agree within the time of a notification.
 * @see https://nextjs.org/docs/app/api-reference/config/next-config-js/incrementalCacheHandlerPath
 */
export default class PageCache {
  constructor() {
    const slots = /** @type {Record<symbol, any>} */ (globalThis)
    slots[STATE] ??= { pages: new Map(), rendering: new Map(), bytes: 0 }
    /** @type {{ pages: Map<string, { value: any, version: number, lastModified: number, bytes: number }>, rendering: Map<string, number>, bytes: number }} */
    this.state = slots[STATE]
  }

  /** @param {string} key */
  async get(key) {
    const { pages, rendering } = this.state
    const page = pages.get(key)
    const version = catalogVersion()
    if (page && page.version === version) return { value: page.value, lastModified: page.lastModified }
    // A change that comes while the page is being rendered must not be taken for one that it shows: of two that
    // are rendered at once, both count as of the earlier.
    if (!rendering.has(key)) rendering.set(key, version)
    if (rendering.size > MAX_ENTRIES) rendering.delete(rendering.keys().next().value ?? key)
    return null
  }

  /** @param {string} key @param {any} value */
  async set(key, value) {
    const version = this.state.rendering.get(key)
    this.state.rendering.delete(key)
    this.remove(key)
    if (!value) return
    if (value.kind === "APP_PAGE" && typeof value.html === "string") describe(value, version)
    // What was begun at nobody knows which version is sent, and not kept.
    if (version === undefined) return
    const bytes = sizeOf(value)
    this.state.pages.set(key, { value, version, lastModified: Date.now(), bytes })
    this.state.bytes += bytes
    for (const oldest of this.state.pages.keys()) {
      if (this.state.pages.size <= MAX_ENTRIES && this.state.bytes <= MAX_BYTES) break
      this.remove(oldest)
    }
  }

  /** @param {string} key */
  remove(key) {
    this.state.bytes -= this.state.pages.get(key)?.bytes ?? 0
    this.state.pages.delete(key)
  }

  /** All pages show one catalogue, so there is one version and no tag means less than all of them. */
  async revalidateTag() {
    const slots = /** @type {Record<symbol, any>} */ (globalThis)
    slots[VERSION] = catalogVersion() + 1
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
 * is in next.config.ts. The version goes with it as far as src/http/pages, which answers such pages from memory.
 * @param {{ html: string, headers?: Record<string, unknown> }} page @param {number | undefined} version
 */
function describe(page, version) {
  const scripts = [...page.html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
  const hashes = scripts.map(
    ([, code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
  )
  page.headers = {
    ...page.headers,
    "content-security-policy": `script-src 'self' ${[...new Set(hashes)].join(" ")}`.trim(),
    ...(version === undefined ? {} : { "x-page-version": String(version) }),
  }
}

/** What the entry takes, near enough: its text and its data, not the objects around them. @param {any} value */
function sizeOf(value) {
  const segments = [...(value.segmentData?.values() ?? [])]
  return [value.html, value.rscData, value.body, ...segments].reduce(
    (bytes, part) => bytes + (part?.length ?? 0),
    0,
  )
}
