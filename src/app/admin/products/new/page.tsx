import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { ProductForm } from "@/components/admin/product-form"
import { openDesk } from "@/http/desk"
import { preview, save } from "../actions"
import { NEW_PRODUCT } from "../form-values"

export const metadata: Metadata = { title: "New product" }

export default async function NewProductPage() {
  await openDesk("products:write", "/admin/products/new")
  return (
    <>
      <DeskHeading title="New product" up={{ href: "/admin/products", label: "Products" }} />
      <ProductForm values={NEW_PRODUCT} seenAt={null} preview={preview} save={save} />
    </>
  )
}
