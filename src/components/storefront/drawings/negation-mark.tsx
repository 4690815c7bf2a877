interface NegationMarkProps {
  x: number
  y: number
  radius: number
  stroke: string
  accent: string
}

/** Our own mark for the Anti Anti Infra Co.: a circle struck out twice, so nothing is forbidden. */
export function NegationMark({ x, y, radius, stroke, accent }: NegationMarkProps) {
  const weight = radius * 0.2
  const reach = radius * Math.SQRT1_2
  const gap = radius * 0.2
  return (
    <g transform={`translate(${x} ${y})`} fill="none" strokeWidth={weight}>
      <circle r={radius} stroke={stroke} />
      <path d={`M${-reach - gap} ${reach - gap}L${reach - gap} ${-reach - gap}`} stroke={stroke} />
      <path d={`M${-reach + gap} ${reach + gap}L${reach + gap} ${-reach + gap}`} stroke={accent} />
    </g>
  )
}
