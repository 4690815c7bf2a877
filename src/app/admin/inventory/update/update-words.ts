import type { UpdateMode } from "@/store/inventory/inventory-update"

/** What the three kinds of change are called, and what their fields ask for. */
export const UPDATE_WORDS: Readonly<
  Record<UpdateMode, { title: string; lead: string; units: string; source: string; reason: string }>
> = {
  receive_shipment: {
    title: "Receive a shipment",
    lead: "Type what arrived; what you leave empty stays as it is. Nothing changes before you have seen the preview.",
    units: "Arrived",
    source: "Delivery note, or who sent it",
    reason: "Shipment received",
  },
  audit_count: {
    title: "Count the shelf",
    lead: "Type what you counted; what you leave empty stays as it is. Nothing changes before you have seen the preview.",
    units: "Counted",
    source: "Who counted, and where",
    reason: "Shelf count",
  },
  manual_correction: {
    title: "Correct",
    lead: "Type by how much: 3 adds, −3 takes away. Say why; it stands in the ledger for ever.",
    units: "Change",
    source: "Who found it",
    reason: "",
  },
}
