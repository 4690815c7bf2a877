"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { action } from "@/http/action"
import { archiveProduct } from "@/store/catalog/archive-product"
import { previewProduct } from "@/store/inventory/preview-product"
import { saveProduct } from "@/store/inventory/save-product"
import { productFormSchema } from "./product-form"

export const preview = action({
  permission: "products:write",
  input: productFormSchema,
  run: async ({ product }, { ctx }) => {
    const planned = await previewProduct(ctx, product)
    return { tone: "info", message: "As shoppers would see it. Nothing is saved yet.", data: planned.product }
  },
})

export const save = action({
  permission: "products:write",
  input: productFormSchema,
  run: async (input, { ctx }) => {
    const product = await saveProduct(ctx, input)
    if (input.seenAt === null) redirect(`/admin/products/${product.id}`)
    return { message: "Saved. The shop shows it within a second.", data: product }
  },
})

export const setArchived = action({
  permission: "products:write",
  input: z.object({ productId: z.string().min(1).max(128), archived: z.enum(["true", "false"]) }),
  run: async ({ productId, archived }, { ctx }) => {
    await archiveProduct(ctx, { productId, archived: archived === "true" })
    return { message: archived === "true" ? "Out of the shop. Orders keep it." : "Back in the shop." }
  },
})
