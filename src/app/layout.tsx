import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import "@/styles/global.css"
import { CartDrawer } from "@/components/storefront/cart-drawer"
import { SiteFooter } from "@/components/storefront/site-footer"
import { SiteHeader } from "@/components/storefront/site-header"

export const metadata: Metadata = {
  title: { default: "Inngest Swag Store", template: "%s · Inngest Swag Store" },
  description:
    "The official store for Inngest merchandise. Every order is a durable function that you can watch run.",
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#EFE9D6" },
    { media: "(prefers-color-scheme: dark)", color: "#1A161C" },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <SiteHeader />
        <main id="main">{children}</main>
        <SiteFooter />
        <CartDrawer />
      </body>
    </html>
  )
}
