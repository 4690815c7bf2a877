/** A change with its sign, `+12` or `−3`. */
export function signed(units: number): string {
  return units > 0 ? `+${units}` : units < 0 ? `−${-units}` : "0"
}
