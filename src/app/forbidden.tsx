import type { Metadata } from "next"
import { ForbiddenView } from "@/components/admin/forbidden-view"

export const metadata: Metadata = { title: "Not allowed" }

export default ForbiddenView
