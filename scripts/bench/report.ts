/** One line of the table: `npm run bench` collects those that begin with P and a number. */
export function report(
  id: string,
  line: { readonly figure: string; readonly ours: string; readonly against: string; readonly result: string },
): void {
  console.log([id, line.figure, line.ours, line.against, line.result].join(" | "))
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`
export const perSecond = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)}/s`
export const times = (value: number): string => `${value.toFixed(2)} ×`
