import type { Context } from "../../src/store/context"
import { placeOrder } from "../../src/store/orders/place-order"
import { startCheckout } from "../../src/store/orders/start-checkout"
import type { Customer } from "../../src/store/ports"
import type { MemoryPorts } from "./ports"

export const BUYER: Customer = {
  email: "grace@example.com",
  name: "Grace Hopper",
  phone: "+1 555 0100",
  shipping: {
    name: "Grace Hopper",
    line1: "1 Compiler Way",
    line2: "",
    city: "Arlington",
    state: "VA",
    postalCode: "22201",
    country: "US",
  },
}

const STICKERS = { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 1 }

/** An order as a paid checkout leaves it: placed, its workflow not yet run. */
export async function placeTestOrder(
  ctx: Context,
  ports: MemoryPorts,
  wish: { items?: (typeof STICKERS)[]; customer?: Partial<Customer>; discountCode?: string } = {},
): Promise<string> {
  const { items = [STICKERS], discountCode } = wish
  const customer = { ...BUYER, ...wish.customer }
  const { orderId } = await startCheckout(ctx, { items, discountCode })
  const session = [...ports.sessions.values()].find((candidate) => candidate.orderId === orderId)
  if (!session) throw new Error(`No session for ${orderId}`)
  ports.pay(session.id, customer)
  await placeOrder(ctx, {
    orderId,
    payment: { ...session, paymentIntentId: `pi_${session.id}` },
    customer,
  })
  return orderId
}
