/**
 * What is not known is refused and never ignored: a rule that is silently left out is found by what it did not do.
 * @throws Error with the end of a sentence
 */
export function refuseUnknownFields(
  value: Record<string, unknown>,
  name: string,
  known: readonly string[],
): void {
  const unknown = Object.keys(value).find((field) => value[field] !== undefined && !known.includes(field))
  if (unknown) throw new Error(`${name}.${unknown} is not supported. Known are ${known.join(", ")}.`)
}
