import { useId } from "react"
import { DrawingFrame, type DrawingProps } from "./drawing-frame"
import { Lettering } from "./lettering"
import { NegationMark } from "./negation-mark"
import { paletteFor } from "./palette"

/** What stands for a product that has no drawing of its own: a box with tape and a tag in its colour. */
export function Parcel({ colorHex, title, view }: DrawingProps) {
  const id = useId()
  const { base, ink, accent, seam } = paletteFor(colorHex)
  return (
    <DrawingFrame title={title} kind="parcel" view={view}>
      <defs>
        <linearGradient id={`${id}-front`} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#C99A6B" />
          <stop offset="1" stopColor="#A9764A" />
        </linearGradient>
        <linearGradient id={`${id}-side`} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#94633A" />
          <stop offset="1" stopColor="#74492A" />
        </linearGradient>
        <pattern id={`${id}-kraft`} width="26" height="26" patternUnits="userSpaceOnUse">
          <path d="M2 5h6M14 2h4M20 12h5M6 16h4M15 20h7M1 23h3" stroke="#5B3A1E" strokeOpacity="0.22" />
          <path d="M10 8h5M3 12h3M22 18h3M9 24h5" stroke="#fff" strokeOpacity="0.2" />
        </pattern>
        <filter id={`${id}-floor`} x="-30%" y="-150%" width="160%" height="400%">
          <feGaussianBlur stdDeviation="15" />
        </filter>
        <filter id={`${id}-lift`} x="-30%" y="-30%" width="160%" height="170%">
          <feDropShadow dx="2" dy="7" stdDeviation="6" floodColor="#000" floodOpacity="0.36" />
        </filter>
      </defs>
      <ellipse
        cx="410"
        cy="680"
        rx="280"
        ry="20"
        fill="#000"
        fillOpacity="0.4"
        filter={`url(#${id}-floor)`}
      />
      <path d="M140 290L470 350L470 690L140 606Z" fill={`url(#${id}-front)`} />
      <path d="M470 350L670 270L670 574L470 690Z" fill={`url(#${id}-side)`} />
      <path d="M140 290L352 224L670 270L470 350Z" fill="#DDB386" />
      <path
        d="M140 290L470 350L470 690L140 606ZM470 350L670 270L670 574L470 690ZM140 290L352 224L670 270L470 350Z"
        fill={`url(#${id}-kraft)`}
      />
      <path d="M290 317L500 246L548 253L338 326L338 420L290 411Z" fill={accent} />
      <path d="M290 317L338 326L338 420L290 411Z" fill="#000" fillOpacity="0.16" />
      <path
        d="M140 290L470 350L670 270M470 350L470 690"
        fill="none"
        stroke="#5B3A1E"
        strokeOpacity="0.45"
        strokeWidth="2"
      />
      <g transform="translate(156 0) skewY(10.300)">
        <NegationMark x={42} y={500} radius={30} stroke="#4A2E16" accent="#4A2E16" />
        <Lettering face="mono" text="THIS STEP UP" x={10} y={566} size={17} tracking={0.02} fill="#4A2E16" />
      </g>
      <path d="M338 336C360 380 388 398 418 424" fill="none" stroke="#EFE9D6" strokeWidth="4" />
      <g transform="translate(416 424) rotate(10)" filter={`url(#${id}-lift)`}>
        <path
          d="M-34 0L0-34L34-34L130 62L130 190L-34 190Z"
          transform="translate(-6 10)"
          fill={base}
          stroke={seam}
          strokeWidth="1.6"
        />
        <circle cx="14" cy="2" r="9" fill="#EFE9D6" stroke={seam} strokeWidth="3" />
        <Lettering text="NEW" x={-20} y={112} size={44} fill={ink} />
        <Lettering text="STEP" x={-20} y={154} size={44} fill={ink} />
        <rect x="-20" y="168" width="110" height="5" fill={accent} />
      </g>
    </DrawingFrame>
  )
}
