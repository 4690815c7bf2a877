import { z } from "zod"
import { ADJUSTMENT_MODES } from "@/store/inventory/adjustment"
import { UPDATE_MODES } from "@/store/inventory/inventory-update"

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || undefined)
    .optional()
    .catch(undefined)

/** The addresses of the stock's views. What can't be read is left out, so an old link still opens. */
export const stockQuerySchema = z.object({
  q: text(120),
  show: z.enum(["all", "low"]).catch("all"),
  after: text(128),
})

export const updateQuerySchema = z.object({
  mode: z.enum(UPDATE_MODES).catch("receive_shipment"),
  q: text(120),
  product: text(128),
})

export const ledgerQuerySchema = z.object({
  variant: text(128),
  product: text(128),
  order: text(64),
  batch: text(128),
  mode: z.enum(ADJUSTMENT_MODES).optional().catch(undefined),
  actor: text(254),
  before: z.coerce.number().int().positive().optional().catch(undefined),
})
