import { StoreError } from "../../errors"
import { decodeImage, imageTypeOf } from "../catalog/product-image"
import type { ProductInput } from "../catalog/product-input"
import { insertProductImage } from "../catalog/queries"
import type { Context } from "../context"
import { newId } from "../identifiers"

/**
 * The picture that the input brings along, checked; undefined when it brings none.
 * @throws StoreError VALIDATION_ERROR when it is no picture, is too large, or its address may not be fetched
 */
export async function readPicture(ctx: Context, input: ProductInput) {
  if (input.imageBase64 !== undefined && input.imageSourceUrl !== undefined) {
    const message = "Send imageBase64 or imageSourceUrl, not both."
    throw new StoreError("VALIDATION_ERROR", `imageSourceUrl: ${message}`, {
      details: { issues: [{ field: "imageSourceUrl", message }] },
    })
  }
  if (input.imageBase64 !== undefined) {
    const bytes = decodeImage(input.imageBase64)
    return { bytes, contentType: imageTypeOf(bytes, "imageBase64") }
  }
  if (input.imageSourceUrl === undefined) return undefined
  const bytes = await ctx.ports.pictures.fetch(input.imageSourceUrl)
  return { bytes, contentType: imageTypeOf(bytes, "imageSourceUrl") }
}

/** Keeps the picture under a name that nobody can guess, and answers with its path. */
export async function storePicture(
  tx: Context,
  picture: NonNullable<Awaited<ReturnType<typeof readPicture>>>,
): Promise<string> {
  const id = newId("image")
  await insertProductImage(tx.db, {
    id,
    contentType: picture.contentType,
    base64: Buffer.from(picture.bytes).toString("base64"),
    createdAt: tx.now(),
  })
  return `/api/product-images/${id}`
}
