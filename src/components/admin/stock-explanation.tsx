import { type StockExplanation as Explanation, MODE_WORDS } from "@/store/inventory/explain-stock"
import { DataTable } from "./data-table"
import { Panel } from "./panel"
import { signed } from "./signed"

/** Why a size has the units it has: an addition that anyone can check. */
export function StockExplanation({ explanation }: { explanation: Explanation }) {
  const { productName, color, size, stock, held, parts } = explanation
  const total = parts.reduce((sum, { units }) => sum + units, 0)
  return (
    <Panel title={`Why ${[productName, color, size].filter(Boolean).join(", ")} has ${stock}`}>
      <DataTable
        caption="What the ledger adds up to"
        rows={parts}
        rowKey={({ mode }) => mode}
        columns={[
          { label: "What", cell: ({ mode }) => MODE_WORDS[mode] },
          { label: "Times", kind: "number", cell: ({ rows }) => rows },
          { label: "Units", kind: "number", cell: ({ units }) => signed(units) },
        ]}
      />
      <p>
        Together <strong>{total}</strong>, which {total === stock ? "is" : "is NOT"} the stock on the shelf
        {held > 0 && <>; {held} of them are held by open checkouts</>}.
      </p>
    </Panel>
  )
}
