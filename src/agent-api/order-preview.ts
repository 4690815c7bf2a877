import type { z } from "zod"
import type { OrderPreview } from "../store/orders/preview-order"
import type { orderPreviewShape } from "./shapes"

/** An order's preview as agents read it. */
export function toOrderPreview(preview: OrderPreview): z.input<typeof orderPreviewShape> {
  return { ...preview, missingFields: [...preview.missingFields], items: [...preview.items] }
}
