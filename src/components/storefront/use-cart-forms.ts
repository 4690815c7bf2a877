import { type FormEvent, useCallback } from "react"
import { sendCartForm } from "./cart-store"

/** A submit handler for whatever holds cart forms: sends them in place, with the button that was pressed. */
export function useCartForms(): (event: FormEvent<HTMLElement>) => void {
  return useCallback((event) => {
    if (!(event.target instanceof HTMLFormElement)) return
    const form = event.target
    if (!form.getAttribute("action")?.startsWith("/cart/")) return
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    void sendCartForm(form.action, new FormData(form, submitter))
  }, [])
}
