import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import "@/styles/global.css"
import { originForPages } from "@/app/catalog-pages"
import { CartDrawer } from "@/components/storefront/cart-drawer"
import { SiteFooter } from "@/components/storefront/site-footer"
import { SiteHeader } from "@/components/storefront/site-header"

const NAME = "Inngest Swag Store"
const DESCRIPTION =
  "The official store for Inngest merchandise. Every order is a durable function that you can watch run."

export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: new URL(await originForPages()),
    title: { default: NAME, template: `%s · ${NAME}` },
    description: DESCRIPTION,
    icons: {
      icon: [
        { url: "/favicon.ico", sizes: "48x48" },
        { url: "/icon.svg", type: "image/svg+xml" },
      ],
      apple: "/apple-touch-icon.png",
    },
    openGraph: {
      siteName: NAME,
      type: "website",
      images: [{ url: "/og.png", width: 1200, height: 630, alt: NAME }],
    },
    twitter: { card: "summary_large_image" },
  }
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
