import type { Product } from "@/store/catalog/product"
import { Money } from "../ui/money"
import styles from "./product-card.module.css"
import { ProductImage } from "./product-image"
import { StockBadge } from "./stock-badge"

export function ProductCard({ product }: { product: Product }) {
  const sizes = product.sizes.filter(Boolean)
  return (
    <article className={styles.card}>
      <div className={styles.picture}>
        <ProductImage product={product} alt="" />
        {product.cornerTag && <span className={styles.tag}>{product.cornerTag}</span>}
      </div>
      <div className={styles.body}>
        <p className={styles.facts}>
          <span>{product.type}</span>
          <StockBadge variants={product.variants} />
        </p>
        <h3 className={styles.name}>
          <a className={styles.link} href={`/products/${product.slug}`}>
            {product.name}
          </a>
        </h3>
        <p className={styles.blurb}>{product.blurb}</p>
        <p className={styles.foot}>
          <span className={styles.codes}>
            <span>{product.sku}</span>
            <span>{sizes.length > 0 ? sizes.join(" ") : "One size"}</span>
          </span>
          <span className={styles.price}>
            <Money cents={product.priceCents} currency={product.currency} />
          </span>
        </p>
      </div>
    </article>
  )
}
