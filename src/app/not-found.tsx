import type { Metadata } from "next"
import { NotFoundView } from "@/components/storefront/not-found-view"

export const metadata: Metadata = { title: "Not found" }

export default NotFoundView
