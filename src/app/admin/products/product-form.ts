import { z } from "zod"
import { productInputSchema } from "@/store/catalog/product-input"

const optional = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional()
/** A fact that is taken away when its field is emptied. */
const fact = z
  .string()
  .trim()
  .transform((text) => text || null)
  .optional()
const picture = z
  .instanceof(File)
  .optional()
  .transform((file) => (file && file.size > 0 ? file : undefined))

/** The product form's fields as the input that agents send too; the picture comes along as base64. */
export const productFormSchema = z
  .looseObject({
    seenAt: optional,
    id: optional,
    slug: optional,
    cornerTag: z.string().optional(),
    featured: z.string().optional(),
    image: optional,
    hsCode: fact,
    originCountry: fact,
    weightGrams: fact.transform((text) => (text ? Number(text) : text)),
    picture,
  })
  .transform(async ({ seenAt, id, slug, featured, image, picture: file, ...fields }, context) => {
    const parsed = productInputSchema.safeParse({
      ...fields,
      ...(id ? { id } : {}),
      ...(slug ? { slug } : {}),
      ...(image ? { image } : {}),
      ...(file ? { imageBase64: Buffer.from(await file.arrayBuffer()).toString("base64") } : {}),
      featured: featured === "on",
    })
    if (parsed.success) return { product: parsed.data, seenAt: seenAt ?? null }
    for (const issue of parsed.error.issues) {
      context.addIssue({ code: "custom", path: issue.path, message: issue.message })
    }
    return z.NEVER
  })
