import { z } from "zod"
import { listInventoryAudits as listAudits } from "../../store/inventory/list-inventory-audits"
import { fitPage } from "../fit-page"
import { defineOperation } from "../operation"
import { adjustmentRecordShape, cursorSchema, nextCursorSchema } from "../shapes"

export const listInventoryAudits = defineOperation({
  name: "list_inventory_audits",
  title: "List inventory audits",
  description:
    "The ledger: every change of stock, newest first, with who, why, and the stock before and after. Use it to explain a stock or to check what an update did.",
  scopes: ["swag:inventory:audit"],
  effect: "read",
  errors: [],
  input: z.strictObject({ limit: z.number().int().min(1).max(200).default(50), cursor: cursorSchema }),
  output: z.object({ audits: z.array(adjustmentRecordShape), nextCursor: nextCursorSchema }),
  async run(ctx, { limit, cursor }) {
    const found = await listAudits(ctx, { limit: limit + 1, after: cursor })
    const { page, ...next } = fitPage(found.slice(0, limit), ({ id }) => id, found.length > limit)
    return { audits: [...page], ...next }
  },
})
