import type { Product } from "@/store/catalog/product"
import styles from "./product-gallery.module.css"
import { isPicture, ProductImage } from "./product-image"

/** A panel for each colour. The stylesheet shows the one whose radio is picked, with or without JavaScript. */
export function ProductGallery({ product }: { product: Product }) {
  const colors = isPicture(product.image) || product.colors.length === 0 ? [undefined] : product.colors
  const views = isPicture(product.image) ? (["front"] as const) : (["front", "detail"] as const)
  return (
    <div className={styles.gallery}>
      <div>
        {colors.map((color, index) => (
          <section
            className={styles.panel}
            key={color?.name ?? "one"}
            aria-label={`Pictures${color ? ` in ${color.label || color.name}` : ""}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the pictures scroll, also by keyboard
            tabIndex={0}
          >
            {views.map((view) => (
              <ProductImage
                key={view}
                product={product}
                colorHex={color?.hex}
                view={view}
                priority={index === 0}
                alt={[product.name, color?.label, view === "detail" ? "close up" : ""]
                  .filter(Boolean)
                  .join(", ")}
              />
            ))}
          </section>
        ))}
      </div>
      {product.cornerTag && <span className={styles.tag}>{product.cornerTag}</span>}
    </div>
  )
}
