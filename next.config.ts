import { fileURLToPath } from "node:url"
import type { NextConfig } from "next"

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ["inngest-postgres", "stripe-sandbox"],
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pino", "@inngest/middleware-encryption"],
  cacheHandler: fileURLToPath(new URL("./page-cache.mjs", import.meta.url)),
  cacheMaxMemorySize: 0,
}

export default config
