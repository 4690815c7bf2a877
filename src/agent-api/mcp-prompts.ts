import type { GetPromptResult, Prompt } from "@modelcontextprotocol/server"
import { StoreError } from "../errors"
import { WORKFLOWS } from "./workflows"

const TITLES: Readonly<Record<keyof typeof WORKFLOWS, string>> = {
  productCreateOrUpdate: "Create or update a product",
  orderSubmission: "Submit an order",
  eventSwagOrder: "Order swag for an event",
  receivingShipment: "Receive a shipment",
  physicalInventoryAudit: "Count the shelf",
}

/** The workflows as prompts that a person can start. */
export function listPrompts(): Prompt[] {
  return Object.entries(TITLES).map(([name, title]) => ({
    name,
    title,
    description: `${title}, step by step.`,
  }))
}

/** @throws StoreError NOT_FOUND for a prompt that is not a workflow */
export function renderPrompt(name: string): GetPromptResult {
  if (!Object.hasOwn(WORKFLOWS, name))
    throw new StoreError("NOT_FOUND", `There is no prompt called ${name.slice(0, 100)}.`, {
      userAction: "List the prompts and ask for one of them by its exact name.",
    })
  const workflow = name as keyof typeof WORKFLOWS
  const steps = WORKFLOWS[workflow].map((step, index) => `${index + 1}. ${step}`)
  const text = [`${TITLES[workflow]} in the Inngest swag store:`, ...steps].join("\n")
  return { description: TITLES[workflow], messages: [{ role: "user", content: { type: "text", text } }] }
}
