import type { ComponentType } from "react"
import { Cap } from "./drawings/cap"
import type { DrawingProps } from "./drawings/drawing-frame"
import { Hoodie } from "./drawings/hoodie"
import { type DrawingKind, drawingKind } from "./drawings/kinds"
import { Mug } from "./drawings/mug"
import { Parcel } from "./drawings/parcel"
import { Socks } from "./drawings/socks"
import { Stickers } from "./drawings/stickers"
import { Tee } from "./drawings/tee"

const DRAWINGS: Record<DrawingKind, ComponentType<DrawingProps>> = {
  tee: Tee,
  hoodie: Hoodie,
  socks: Socks,
  mug: Mug,
  cap: Cap,
  stickers: Stickers,
  parcel: Parcel,
}

interface ProductDrawingProps extends DrawingProps {
  type: string
  /** The product's image; `drawing:<kind>` decides before the type does. */
  image?: string
}

export function ProductDrawing({ type, image, ...drawing }: ProductDrawingProps) {
  const Drawing = DRAWINGS[drawingKind(type, image)]
  return <Drawing {...drawing} />
}
