import type { Product } from "@/store/catalog/product"
import { DEFAULT_HEX, type DrawingView, drawingFile, drawingKind } from "./drawings/kinds"
import { ProductDrawing } from "./product-drawing"
import styles from "./product-image.module.css"

interface ProductImageProps {
  product: Pick<Product, "slug" | "name" | "type" | "image" | "imagePlaceholder" | "cover" | "colors">
  /** The picked colour; the product's first one when left out. */
  colorHex?: string
  view?: DrawingView
  /** The largest picture of the page: fetched first, never lazily. */
  priority?: boolean
  /** Empty where the name stands beside the picture. */
  alt?: string
}

/** A square that keeps its place before the picture arrives: the drawing, its file, or the product's photograph. */
export function ProductImage({ product, colorHex, view = "front", priority, alt }: ProductImageProps) {
  const hex = colorHex ?? product.colors[0]?.hex ?? DEFAULT_HEX
  const title = alt ?? (view === "detail" ? `${product.name}, close up` : `${product.name}, ${product.type}`)
  const drawn = !isPicture(product.image)
  const kind = drawingKind(product.type, product.image)
  const src = drawn ? drawingFile(product.slug, kind, hex, view) : product.image
  return (
    <div className={styles.cover} data-cover={product.cover} data-drawn={drawn} data-view={view}>
      {!drawn && <Placeholder css={product.imagePlaceholder} />}
      {src ? (
        // biome-ignore lint/performance/noImgElement: drawings are SVG files that no image optimiser improves
        <img
          src={src}
          alt={title}
          width={800}
          height={800}
          loading={priority ? "eager" : "lazy"}
          fetchPriority={priority ? "high" : "auto"}
          decoding={priority ? "sync" : "async"}
        />
      ) : (
        <ProductDrawing
          type={product.type}
          image={product.image}
          colorHex={hex}
          title={title || product.name}
          view={view}
        />
      )}
    </div>
  )
}

/** True for a path of ours or an https address; `drawing:` and the empty image are drawn. */
export function isPicture(image: string): boolean {
  return image.startsWith("/") || image.startsWith("https://")
}

/** The placeholder is CSS from the catalogue; only its colours are used, because the page allows no inline style. */
function Placeholder({ css }: { css: string }) {
  const colors = css.match(/#[0-9a-f]{6}\b/gi)
  if (!colors) return null
  return (
    <svg className={styles.placeholder} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width="1" height="1" fill={colors[0]} />
      {colors[1] && <path d="M1 0V1H0Z" fill={colors[1]} fillOpacity="0.5" />}
    </svg>
  )
}
