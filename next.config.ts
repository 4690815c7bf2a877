import type { NextConfig } from "next"

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ["inngest-postgres", "stripe-sandbox"],
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pino", "libsodium-wrappers"],
}

export default config
