import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { NextConfig } from "next"
import { PHASE_DEVELOPMENT_SERVER } from "next/constants"
import { DATA_POLICY, PAGE_POLICY, SECURITY_HEADERS } from "./src/http/page-policy"

/** The payment page, the reference of the API and a kept letter bring stricter policies of their own. */
const PAGES = {
  source: "/((?!sandbox/|api/|admin/(?:outbox|letters)/[^/]+/letter$).*)",
  headers: [{ key: "content-security-policy", value: PAGE_POLICY }],
}

/** What is in public/, by name: a rule for whatever might be there would let browsers keep a "not found". */
const files = readdirSync(new URL("./public", import.meta.url), { recursive: true, encoding: "utf8" })
  .filter((name) => name.includes("."))
  .map((name) => name.replaceAll("\\", "/"))
const oneOf = (names: readonly string[]) => `/:file(${names.join("|").replaceAll(".", "\\.")})`

/** A font that changes gets another name. Next's own files are named by their hash, and it says so itself. */
const FONTS = {
  source: oneOf(files.filter((name) => name.startsWith("fonts/"))),
  headers: [{ key: "cache-control", value: "public, max-age=31536000, immutable" }],
}

/** A drawing keeps its name when it is drawn anew. */
const DRAWINGS = {
  source: oneOf(files.filter((name) => !name.startsWith("fonts/"))),
  headers: [{ key: "cache-control", value: "public, max-age=86400" }],
}

const config = (phase: string): NextConfig => ({
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ["inngest-postgres", "stripe-sandbox"],
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pino", "@inngest/middleware-encryption"],
  cacheHandler: fileURLToPath(new URL("./page-cache.mjs", import.meta.url)),
  cacheMaxMemorySize: 0,
  // `npm test` checks the types of everything before it builds, and need not wait for the same again.
  typescript: { ignoreBuildErrors: process.env.TYPES_ARE_CHECKED === "1" },
  // A page that a role may not open answers 403 through src/app/forbidden.tsx.
  experimental: {
    authInterrupts: true,
    // Loading every page and route at the start made the first answer wait and all of them stay in memory.
    preloadEntriesOnStart: false,
    // The desk's forms bring documents of up to 8 MB, and pictures.
    serverActions: { bodySizeLimit: "9mb" },
  },
  // Before the product page, whose slug would swallow the ending.
  rewrites: async () => ({
    beforeFiles: [{ source: "/products/:slug([a-z0-9-]+)\\.md", destination: "/api/product-texts/:slug" }],
    afterFiles: [],
    fallback: [],
  }),
  headers: async () => [
    {
      source: "/:path*",
      headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })),
    },
    // The development server's own overlay brings inline styles. What is built is tested, and allows none.
    ...(phase === PHASE_DEVELOPMENT_SERVER ? [] : [PAGES, FONTS, DRAWINGS]),
    {
      source: "/api/((?!ai$).*)",
      headers: [{ key: "content-security-policy", value: DATA_POLICY }],
    },
    {
      source: "/admin/:room(outbox|letters)/:id/letter",
      headers: [{ key: "x-frame-options", value: "SAMEORIGIN" }],
    },
  ],
})

export default config
