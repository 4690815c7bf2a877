import type { ReactNode } from "react"
import type { Product } from "@/store/catalog/product"
import { Arrow } from "../ui/arrow"
import { Band } from "../ui/band"
import { Money } from "../ui/money"
import { AddToCartForm } from "./add-to-cart-form"
import styles from "./product-detail.module.css"
import { ProductGallery } from "./product-gallery"
import { ProductOptions } from "./product-options"
import { StockBadge } from "./stock-badge"

interface ProductDetailProps {
  product: Product
  /** What the shop says about shipping: it depends on its configuration. */
  shipping?: ReactNode
}

export function ProductDetail({
  product,
  shipping = "Countries and rates are shown at checkout, before you pay. The tracking number comes by e-mail.",
}: ProductDetailProps) {
  const facts: [string, ReactNode][] = [
    ["Fabric", product.fabric],
    ["Fit", product.fit],
    ["Shipping", shipping],
    ["SKU", <code key="sku">{product.sku}</code>],
  ]
  return (
    <Band labelledBy="product-name">
      <article className={styles.detail}>
        <ProductGallery product={product} />
        <div className={styles.panel}>
          <div className={styles.sticky}>
            <p className={styles.crumbs}>
              <a href="/#catalog">
                <Arrow to="left" /> Catalogue
              </a>
              <StockBadge variants={product.variants} />
            </p>
            <header className={styles.header}>
              <p className={styles.type}>{product.type}</p>
              <h1 className={styles.name} id="product-name">
                {product.name}
              </h1>
              {product.tagline && <p className={styles.tagline}>{product.tagline}</p>}
              <p className={styles.price}>
                <Money cents={product.priceCents} currency={product.currency} />
              </p>
            </header>
            <AddToCartForm productId={product.id} variants={product.variants}>
              <ProductOptions product={product} />
            </AddToCartForm>
            <p className={styles.description}>{product.description || product.blurb}</p>
            <dl className={styles.facts}>
              {facts
                .filter(([, value]) => value)
                .map(([name, value]) => (
                  <div className={styles.fact} key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
            </dl>
          </div>
        </div>
      </article>
    </Band>
  )
}
