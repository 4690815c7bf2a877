import type { Product } from "@/store/catalog/product"
import { Arrow } from "../ui/arrow"
import { Band } from "../ui/band"
import { ProductCard } from "./product-card"
import styles from "./product-grid.module.css"

interface ProductGridProps {
  products: readonly Product[]
}

export function ProductGrid({ products }: ProductGridProps) {
  return (
    <Band id="catalog" labelledBy="catalog-heading">
      <header className={styles.header}>
        <h2 className={styles.heading} id="catalog-heading">
          Catalogue
        </h2>
        <p className={styles.count}>{products.length === 1 ? "1 product" : `${products.length} products`}</p>
      </header>
      <ul className={styles.grid}>
        {products.map((product) => (
          <li className={styles.cell} key={product.id}>
            <ProductCard product={product} />
          </li>
        ))}
        <li className={`${styles.cell} ${styles.last}`}>
          <a className={styles.live} href="/admin">
            <code className={styles.code}>
              {"inngest.createFunction("}
              <br />
              {'  { id: "fulfill-order" },'}
              <br />
              {"  …"}
            </code>
            <span className={styles.pitch}>Watch orders run, step by step</span>
            <span className={styles.go}>
              Live orders <Arrow />
            </span>
          </a>
        </li>
      </ul>
    </Band>
  )
}
