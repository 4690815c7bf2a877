import type { Metadata } from "next"
import { connection } from "next/server"
import { NotFoundView } from "@/components/storefront/not-found-view"

export const metadata: Metadata = { title: "Not found" }

/** Made for each request, as the nonce of its policy is. */
export default async function NotFoundPage() {
  await connection()
  return <NotFoundView />
}
