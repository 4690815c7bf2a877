import { lineLabel } from "@/store/cart/cart"
import type { AdminOrder } from "@/store/orders/get-admin-order"
import type { Siblings } from "@/store/orders/list-siblings"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Disclosure } from "./disclosure"
import { Checkbox, Select } from "./input"

interface SubstituteFormsProps {
  order: Pick<AdminOrder, "orderId" | "lines">
  siblings: readonly Siblings[]
  action: FormAction
}

/** Sends another size or colour when a piece cannot go out; nothing for products of one size. */
export function SubstituteForms({ order: { orderId, lines }, siblings, action }: SubstituteFormsProps) {
  if (siblings.length === 0) return null
  return (
    <Disclosure summary="Send another size" id="another-size">
      {siblings.map(({ insteadOf, variants }) => {
        const line = lines.find(({ variantId }) => variantId === insteadOf)
        const label = line ? lineLabel(line.productName, line) : insteadOf
        return (
          <ActionForm key={line?.position} action={action} label={`Instead of ${label}`}>
            <input type="hidden" name="orderId" value={orderId} />
            <input type="hidden" name="insteadOf" value={insteadOf} />
            <Select
              label={`Instead of ${label}`}
              name="variantId"
              defaultValue=""
              required
              hint="At the same price. Ask the buyer first; a letter tells them what goes out."
            >
              <option value="" disabled>
                Choose
              </option>
              {variants.map(({ variantId, size, color, free }) => (
                <option key={variantId} value={variantId}>
                  {[color, size].filter(Boolean).join(" ") || variantId}, {free} free
                </option>
              ))}
            </Select>
            <Checkbox
              label="The ordered one is not on the shelf: count it out"
              name="missing"
              value="yes"
              hint="Unticked, it counts as back on the shelf."
            />
            <DeskButton>Send this instead</DeskButton>
          </ActionForm>
        )
      })}
    </Disclosure>
  )
}
