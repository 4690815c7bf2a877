import { StoreError } from "@/errors"
import { route } from "@/http/route"
import { findProductImage } from "@/store/catalog/queries"

export const GET = route<{ id: string }>("public", async ({ params, shop }) => {
  const image = /^img_[0-9a-z]{26}$/.test(params.id)
    ? await findProductImage(shop.database.db, params.id)
    : undefined
  if (!image) throw new StoreError("NOT_FOUND", "There is no such picture.")
  return new Response(Buffer.from(image.base64, "base64"), {
    headers: {
      "content-type": image.contentType,
      // A stored picture never changes; a new one gets a new name.
      "cache-control": "public, max-age=31536000, immutable",
      "content-disposition": "inline",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    },
  })
})
