import { fileURLToPath } from "node:url"
import type { NextConfig } from "next"

const contentSecurityPolicy = [
  "base-uri 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  // Checkout and sign-in forms are answered with a redirect to the provider, which counts as their target.
  "form-action 'self' https://checkout.stripe.com https://accounts.google.com",
].join("; ")

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ["inngest-postgres", "stripe-sandbox"],
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pino", "@inngest/middleware-encryption"],
  cacheHandler: fileURLToPath(new URL("./page-cache.mjs", import.meta.url)),
  cacheMaxMemorySize: 0,
  // A page that a role may not open answers 403 through src/app/forbidden.tsx.
  experimental: { authInterrupts: true },
  // Before the product page, whose slug would swallow the ending.
  rewrites: async () => ({
    beforeFiles: [{ source: "/products/:slug([a-z0-9-]+)\\.md", destination: "/api/product-texts/:slug" }],
    afterFiles: [],
    fallback: [],
  }),
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
        { key: "strict-transport-security", value: "max-age=63072000; includeSubDomains" },
        { key: "x-frame-options", value: "DENY" },
      ],
    },
    {
      // The sandbox's payment page brings a stricter policy of its own.
      source: "/((?!sandbox/).*)",
      headers: [{ key: "content-security-policy", value: contentSecurityPolicy }],
    },
  ],
}

export default config
