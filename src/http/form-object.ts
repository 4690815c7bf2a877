/**
 * A form's fields as an object for a schema: names that end in `[]` become lists without the brackets, others keep
 * their last value. React's own fields (`$ACTION…`) are left out.
 */
export function formObject(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const fields: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue
    const values = form.getAll(name)
    const last = values.at(-1)
    if (name.endsWith("[]")) fields[name.slice(0, -2)] = values
    else if (last !== undefined) fields[name] = last
  }
  return fields
}
