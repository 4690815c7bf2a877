import type { Field, Problems, Values } from "./checkout-form"
import { type Html, html } from "./html"

/** What was typed and what is wrong with it. */
export interface FormState {
  values: Values
  problems: Problems
  /** The form was in order, but the card or its bank said no. */
  refused?: boolean
}

/** A text field with its label, its problem, and both tied together for assistive technology. */
export function textField(
  state: FormState,
  name: Field,
  label: string,
  options: {
    autocomplete: string
    type?: "text" | "email" | "tel"
    inputmode?: "numeric" | "email" | "tel"
    optional?: boolean
    placeholder?: string
    maxlength?: number
  },
): Html {
  return field(
    state,
    name,
    label,
    html`<input type="${options.type ?? "text"}" id="${name}" name="${name}" value="${state.values[name]}"
 autocomplete="${options.autocomplete}" maxlength="${options.maxlength ?? 200}"${attribute("inputmode", options.inputmode)}${attribute("placeholder", options.placeholder)}${describe(state, name, !options.optional)}>`,
    options.optional,
  )
}

export function selectField(
  state: FormState,
  name: Field,
  label: string,
  autocomplete: string,
  options: readonly { code: string; name: string }[],
): Html {
  const chosen = state.values[name] || (options.length === 1 ? options[0]?.code : "")
  return field(
    state,
    name,
    label,
    html`<select id="${name}" name="${name}" autocomplete="${autocomplete}"${describe(state, name, true)}>
${options.length > 1 && html`<option value="">Choose…</option>`}
${options.map((option) => html`<option value="${option.code}"${attribute("selected", option.code === chosen)}>${option.name}</option>`)}
</select>`,
  )
}

/** Radio buttons, each with its id. The first one's id is where the error summary leads. */
export function choices(
  state: FormState,
  name: Field,
  options: readonly { id: string; value: string; label: Html | string }[],
): Html {
  const chosen = state.values[name] || options[0]?.value
  return html`<div class="choices">
${options.map(
  (option) =>
    html`<div class="choice"><input type="radio" id="${option.id}" name="${name}" value="${option.value}"${attribute("checked", option.value === chosen)}${attribute("aria-describedby", state.problems[name] && `${name}-problem`)}><label for="${option.id}">${option.label}</label></div>`,
)}
${problem(state, name)}
</div>`
}

function field(state: FormState, name: Field, label: string, control: Html, optional = false): Html {
  return html`<div class="field"><label for="${name}">${label}${optional && html` <span class="optional">(optional)</span>`}</label>
${control}
${problem(state, name)}</div>`
}

function problem(state: FormState, name: Field): Html | undefined {
  const text = state.problems[name]
  return text === undefined ? undefined : html`<p class="wrong" id="${name}-problem">${text}</p>`
}

function describe(state: FormState, name: Field, isRequired: boolean): Html {
  const wrong = state.problems[name] !== undefined
  return html`${attribute("aria-required", isRequired && "true")}${attribute("aria-invalid", wrong && "true")}${attribute("aria-describedby", wrong && `${name}-problem`)}`
}

function attribute(name: string, value: string | boolean | undefined): Html {
  if (value === undefined || value === false || value === "") return html``
  return value === true ? html` ${name}` : html` ${name}="${value}"`
}
