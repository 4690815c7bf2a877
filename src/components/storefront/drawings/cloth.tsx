import type { Palette } from "./palette"

interface ClothProps {
  id: string
  palette: Palette
}

/** Fibres: short strokes scattered by a fixed recipe, so that every rendering is the same. */
const TILE = 151
const FIBRES = scatter(640)

function scatter(count: number): string[] {
  let seed = 7
  const next = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  return Array.from({ length: count }, () => {
    const [x, y] = [next() * TILE, next() * TILE]
    return `M${x.toFixed(0)} ${y.toFixed(0)}l${(next() * 10 - 5).toFixed(1)} ${(next() * 3 - 0.8).toFixed(1)}`
  })
}

/** The definitions that every sewn thing shares: fibre pattern, soft blur, side and hem shading. */
export function ClothDefs({ id, palette }: ClothProps) {
  const { shade, light } = palette
  return (
    <>
      <pattern id={`${id}-fibre`} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
        <path
          d={FIBRES.filter((_, n) => n % 2).join("")}
          stroke="#fff"
          strokeOpacity={light * 0.55}
          strokeWidth="0.5"
          fill="none"
        />
        <path
          d={FIBRES.filter((_, n) => n % 2 === 0).join("")}
          stroke="#000"
          strokeOpacity={shade * 0.42}
          strokeWidth="0.5"
          fill="none"
        />
      </pattern>
      <pattern id={`${id}-rib`} width="7" height="7" patternUnits="userSpaceOnUse">
        <rect width="3" height="7" fill="#000" fillOpacity={shade * 0.7} />
        <rect x="4" width="2" height="7" fill="#fff" fillOpacity={light * 0.5} />
      </pattern>
      <linearGradient id={`${id}-sides`}>
        <stop offset="0" stopColor="#000" stopOpacity={shade} />
        <stop offset="0.16" stopColor="#000" stopOpacity={shade * 0.25} />
        <stop offset="0.2" stopColor="#fff" stopOpacity={light * 0.04} />
        <stop offset="0.28" stopColor="#fff" stopOpacity={light * 0.3} />
        <stop offset="0.36" stopColor="#fff" stopOpacity={light * 0.42} />
        <stop offset="0.46" stopColor="#fff" stopOpacity={light * 0.26} />
        <stop offset="0.6" stopColor="#fff" stopOpacity="0" />
        <stop offset="0.84" stopColor="#000" stopOpacity={shade * 0.3} />
        <stop offset="1" stopColor="#000" stopOpacity={shade} />
      </linearGradient>
      <linearGradient id={`${id}-fall`} x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stopColor="#fff" stopOpacity={light * 0.6} />
        <stop offset="0.4" stopColor="#fff" stopOpacity="0" />
        <stop offset="0.7" stopColor="#000" stopOpacity="0" />
        <stop offset="1" stopColor="#000" stopOpacity={shade * 0.6} />
      </linearGradient>
      <filter id={`${id}-soft`} x="-60%" y="-60%" width="220%" height="220%">
        <feGaussianBlur stdDeviation="9" />
      </filter>
      <filter id={`${id}-fine`} x="-30%" y="-30%" width="160%" height="160%">
        <feGaussianBlur stdDeviation="3.2" />
      </filter>
      <filter id={`${id}-floor`} x="-30%" y="-80%" width="160%" height="260%">
        <feGaussianBlur stdDeviation="14" />
      </filter>
    </>
  )
}

interface FoldsProps extends ClothProps {
  /** Valleys in the cloth and the ridges that catch light beside them, as path data. */
  valleys: string
  ridges: string
  width?: number
}

export function Folds({ id, palette, valleys, ridges, width = 16 }: FoldsProps) {
  return (
    <g fill="none" strokeLinecap="round" filter={`url(#${id}-soft)`}>
      <path d={valleys} stroke="#000" strokeOpacity={palette.shade * 0.85} strokeWidth={width} />
      <path d={ridges} stroke="#fff" strokeOpacity={palette.light * 0.9} strokeWidth={width * 0.7} />
    </g>
  )
}
