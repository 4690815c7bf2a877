import type { ReadResourceResult, Resource, ResourceTemplateType } from "@modelcontextprotocol/server"
import { StoreError } from "../errors"
import { requireScope } from "../http/bearer"
import type { AuthenticatedToken } from "../store/access/authenticate-token"
import { listProductPage } from "../store/catalog/list-product-page"
import { ORDER_ID } from "../store/identifiers"
import { getOrderView } from "../store/orders/get-order-view"
import type { Shop } from "../wiring"
import { fitPage } from "./fit-page"
import { toProductAnswer } from "./product-answer"

const CATALOG_URI = "swag://catalog"

export function listResources(): Resource[] {
  return [
    {
      uri: CATALOG_URI,
      name: "catalog",
      title: "Catalogue",
      description: "The first products of the shop, in full; list_products has them all.",
      mimeType: "application/json",
    },
  ]
}

export function listResourceTemplates(): ResourceTemplateType[] {
  return [
    {
      uriTemplate: "swag://orders/{orderId}",
      name: "order",
      title: "An order's live state",
      description:
        "Stages and status as anyone with the link sees them; names, addresses and amounts are masked.",
      mimeType: "application/json",
    },
  ]
}

/** @throws StoreError NOT_FOUND for an unknown address or order, FORBIDDEN without the scope */
export async function readResource(
  shop: Shop,
  token: AuthenticatedToken,
  uri: string,
): Promise<ReadResourceResult> {
  const ctx = shop.contextFor(token.actor)
  if (uri === CATALOG_URI) {
    requireScope(token.actor, "swag:products:read")
    const products = (await listProductPage(ctx, { limit: 50 })).map(toProductAnswer)
    return json(uri, { products: fitPage(products, ({ id }) => id, false).page })
  }
  const orderId = uri.match(/^swag:\/\/orders\/([^/]+)$/)?.[1] ?? ""
  if (ORDER_ID.test(orderId)) return json(uri, await getOrderView(ctx, orderId, false))
  throw new StoreError("NOT_FOUND", "There is no resource at this address.", {
    userAction: "Use swag://catalog, or swag://orders/{orderId} with the orderId that submit_order answered.",
  })
}

function json(uri: string, value: unknown): ReadResourceResult {
  return { contents: [{ uri, mimeType: "application/json", text: JSON.stringify(value) }] }
}
