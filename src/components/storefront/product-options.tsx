import type { Product, ProductColor, Variant } from "@/store/catalog/product"
import styles from "./product-options.module.css"
import { VariantChoice } from "./variant-choice"

/**
 * Colour and size as radios. The size's radio carries the variant, so the form needs no script: the stylesheet
 * shows the sizes of the picked colour, and without scripting it shows the sizes of every colour under its name.
 */
export function ProductOptions({ product }: { product: Product }) {
  const groups = groupByColor(product)
  const single = product.variants.length === 1
  return (
    <div className={styles.options}>
      {product.colors.length > 0 && (
        <fieldset className={styles.colors}>
          <legend className={styles.legend}>Colour</legend>
          <div className={styles.row}>
            {product.colors.map((color, index) => (
              <label className={styles.color} key={color.name} data-choice="color">
                <input
                  className={styles.radio}
                  type="radio"
                  name="color"
                  value={color.name}
                  defaultChecked={index === 0}
                />
                <Swatch hex={color.hex} />
                {color.label || color.name}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className={styles.groups}>
        {groups.map(({ color, variants }) => (
          <fieldset className={styles.sizes} key={color?.name ?? "one"} data-color={color?.name ?? ""}>
            <legend className={styles.legend}>
              Size
              {color && groups.length > 1 && (
                <span className={styles.of}> in {color.label || color.name}</span>
              )}
            </legend>
            <div className={styles.row}>
              {variants.length === 0 && <p className={styles.none}>Not made in this colour.</p>}
              {variants.map((variant) => (
                <VariantChoice key={variant.id} variant={variant} checked={single} />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </div>
  )
}

interface ColorGroup {
  color: ProductColor | undefined
  variants: Variant[]
}

/** A group for every colour, in the colours' order, because the stylesheet counts; variants without one come last. */
function groupByColor({ colors, variants }: Product): ColorGroup[] {
  const listed = colors.map((color) => ({
    color,
    variants: variants.filter((variant) => variant.color === color.name),
  }))
  const known = new Set(colors.map(({ name }) => name))
  const rest = variants.filter((variant) => !known.has(variant.color))
  return rest.length > 0 ? [...listed, { color: undefined, variants: rest }] : listed
}

function Swatch({ hex }: { hex: string }) {
  return (
    <svg className={styles.swatch} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <rect width="20" height="20" fill={hex} />
    </svg>
  )
}
