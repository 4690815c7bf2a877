import { z } from "zod"
import { CATEGORIES, COVERS } from "./product"

const line = (max: number) => z.string().trim().max(max)
const id = z
  .string()
  .regex(/^[a-z0-9_-]{1,128}$/, "Use a–z, 0–9, _ and - only, at most 128 characters. It is kept as it is.")
const hex = z.string().regex(/^#[0-9a-fA-F]{6}$/, "Write the colour as #RRGGBB.")
const stock = z.number().int().min(0).max(1_000_000)

export const productColorSchema = z.strictObject({
  name: line(40).min(1),
  hex,
  label: line(60).optional().describe("As shoppers read it; the name when left out."),
})

export const productVariantSchema = z.strictObject({
  id: id.optional().describe("Made from slug, colour and size when left out."),
  size: line(20).default(""),
  color: line(40).default(""),
  stock: stock.optional().describe("Units that can be bought. Changes go through the ledger."),
})

/** Where a product's picture may point: our files, our drawings, stored uploads, or anywhere by https. */
export const imageSchema = z
  .string()
  .trim()
  .max(2_000)
  .regex(
    /^(\/products\/[\w./-]+|drawing:[a-z]+|\/api\/product-images\/img_[0-9a-z]+|https:\/\/[^\s"'<>\\]+|)$/,
    "Use a path under /products/, an https URL, or send the picture as imageBase64 or imageSourceUrl.",
  )
  .refine((image) => !image.includes(".."), "A path must not contain two dots in a row.")

export const MAX_VARIANTS = 300

export const MAX_IMAGE_BYTES = 4 * 1024 * 1024

/** A product as agents and admins write it. An update changes what it names and leaves the rest. */
export const productInputSchema = z.strictObject({
  id: id
    .optional()
    .describe("Names the product to update. When left out, the sku does; a new sku makes a new product."),
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters and digits, joined by single dashes.")
    .max(100)
    .optional(),
  name: line(120).min(1),
  type: line(60).min(1).describe("What it is: T-Shirt, Mug, Stickers."),
  sku: line(64)
    .min(1)
    .regex(/^[\w.-]+$/, "Use letters, digits, dots, dashes and underscores."),
  cover: z.enum(COVERS).describe("The tone of its card."),
  priceDollars: z
    .string()
    .trim()
    .regex(/^\$?\d{1,5}(\.\d{1,2})?$/, 'Write dollars as text, such as "28" or "28.50".'),
  category: z.enum(CATEGORIES),
  tagline: line(160).optional(),
  blurb: line(300).optional(),
  description: line(5_000).optional(),
  fabric: line(500).optional(),
  fit: line(500).optional(),
  cornerTag: line(24).nullable().optional(),
  image: imageSchema.optional(),
  imagePlaceholder: line(200)
    .regex(/^[\w\s#(),.%-]*$/, "Use a CSS colour or gradient.")
    .optional(),
  colors: z.array(productColorSchema).max(30).optional(),
  sizes: z.array(line(20)).max(30).optional(),
  variants: z
    .array(productVariantSchema)
    .max(MAX_VARIANTS)
    .optional()
    .describe("All variants; those left out are taken off the shelf."),
  featured: z.boolean().optional(),
  archived: z
    .boolean()
    .optional()
    .describe("true takes the product off the shelf; saving it again without this brings it back."),
  tags: z.array(line(40).min(1)).max(30).optional(),
  hsCode: z
    .string()
    .trim()
    .regex(/^\d{4}\.?\d{2}(\.?\d{2}){0,2}$/, "Write six to ten digits, such as 6109.10.")
    .nullable()
    .optional()
    .describe("For customs: its number in the Harmonized System. null forgets it."),
  originCountry: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, "Use the two letters of ISO 3166, such as US.")
    .nullable()
    .optional()
    .describe("For customs: where it was made."),
  weightGrams: z.number().int().min(1).max(50_000).nullable().optional().describe("For customs: one piece."),
  colorsText: line(4_000).optional().describe("One colour a line: `grey #B8B5AE Heather Grey`."),
  sizesText: line(1_000).optional().describe("`S, M, L`."),
  variantsText: line(20_000)
    .optional()
    .describe("One variant a line: `grey / M: 24`, or with its id, `var_tee-m | M | grey | 24`."),
  tagsText: line(1_500).optional().describe("`new, cotton`."),
  imageSourceUrl: z
    .string()
    .trim()
    .max(2_000)
    .optional()
    .describe("The shop fetches this https URL and keeps the picture."),
  imageBase64: z
    .string()
    .max(Math.ceil((MAX_IMAGE_BYTES * 4) / 3) + 1_000)
    .optional()
    .describe("PNG, JPEG or WebP, at most 4 MiB."),
  imageContentType: z.enum(["image/png", "image/jpeg", "image/webp"]).optional(),
})
export type ProductInput = z.infer<typeof productInputSchema>
