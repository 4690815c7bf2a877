import styles from "./variant-grid.module.css"
import { axesOf, hasCell, toggleCell } from "./variant-lines"

interface VariantGridProps {
  colorsText: string
  sizesText: string
  variantsText: string
  onChange: (variantsText: string) => void
}

/** Every size in every colour, ticked where there is such a variant. It writes the text form below it. */
export function VariantGrid({ colorsText, sizesText, variantsText, onChange }: VariantGridProps) {
  const { colors, sizes } = axesOf(colorsText, sizesText)
  return (
    <div className={styles.scroll}>
      <table className={styles.grid}>
        <caption className={styles.caption}>Which variants there are</caption>
        <thead>
          <tr>
            <td />
            {sizes.map((size) => (
              <th key={size} scope="col">
                {size || "One size"}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {colors.map((color) => (
            <tr key={color}>
              <th scope="row">{color || "One colour"}</th>
              {sizes.map((size) => (
                <td key={size}>
                  <label className={styles.cell}>
                    <input
                      type="checkbox"
                      checked={hasCell(variantsText, { color, size })}
                      onChange={() => onChange(toggleCell(variantsText, { color, size }))}
                      aria-label={[color, size].filter(Boolean).join(" ") || "The only variant"}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
