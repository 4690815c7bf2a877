import { useId } from "react"
import { ClothDefs } from "./cloth"
import { DrawingFrame, type DrawingProps } from "./drawing-frame"
import { Lettering } from "./lettering"
import { NegationMark } from "./negation-mark"
import { paletteFor } from "./palette"

const CROWN =
  "M196 476C184 392 196 312 246 254C292 202 356 180 428 184C536 190 622 262 646 372C654 410 656 446 652 484C560 512 470 522 392 522C318 520 250 506 196 476Z"
const BRIM =
  "M196 470C140 488 86 528 62 574C54 592 66 606 90 606C190 600 300 604 398 590C486 578 576 540 648 486C560 508 470 518 392 516C318 514 250 500 196 470Z"
const SEAM_FRONT = "M428 184C386 250 366 372 372 520"
const SEAM_SIDE = "M432 184C520 230 578 330 584 504"
const SEAM_FAR = "M424 184C330 210 258 300 236 492"

export function Cap({ colorHex, title, view }: DrawingProps) {
  const id = useId()
  const palette = paletteFor(colorHex)
  const { base, ink, accent, seam, stitch, shade, light } = palette
  return (
    <DrawingFrame title={title} kind="cap" view={view}>
      <defs>
        <ClothDefs id={id} palette={palette} />
        <clipPath id={`${id}-crown`}>
          <path d={CROWN} />
        </clipPath>
        <clipPath id={`${id}-brim`}>
          <path d={BRIM} />
        </clipPath>
        <radialGradient id={`${id}-dome`} cx="0.36" cy="0.24" r="0.8">
          <stop offset="0" stopColor="#fff" stopOpacity={light * 1.3} />
          <stop offset="0.4" stopColor="#fff" stopOpacity={light * 0.3} />
          <stop offset="0.62" stopColor="#000" stopOpacity="0" />
          <stop offset="1" stopColor="#000" stopOpacity={shade * 1.1} />
        </radialGradient>
        <linearGradient id={`${id}-visor`} x1="0" y1="1" x2="1" y2="0">
          <stop offset="0" stopColor="#fff" stopOpacity={light * 0.9} />
          <stop offset="0.45" stopColor="#fff" stopOpacity={light * 0.15} />
          <stop offset="1" stopColor="#000" stopOpacity={shade} />
        </linearGradient>
        <pattern
          id={`${id}-twill`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(38)"
        >
          <path
            d="M0 1h6M0 4h6"
            stroke={palette.dark ? "#fff" : "#000"}
            strokeOpacity="0.055"
            strokeWidth="1.4"
          />
        </pattern>
      </defs>
      <ellipse
        cx="370"
        cy="600"
        rx="290"
        ry="18"
        fill="#000"
        fillOpacity="0.36"
        filter={`url(#${id}-floor)`}
      />

      <path d={CROWN} fill={base} />
      <g clipPath={`url(#${id}-crown)`}>
        <path d={CROWN} fill={`url(#${id}-dome)`} />
        <rect width="800" height="800" fill={`url(#${id}-twill)`} />
        <g fill="none" filter={`url(#${id}-fine)`}>
          {[SEAM_FRONT, SEAM_SIDE, SEAM_FAR].map((d) => (
            <path key={d} d={d} stroke="#000" strokeOpacity={shade * 0.8} strokeWidth="9" />
          ))}
          {[SEAM_FRONT, SEAM_SIDE, SEAM_FAR].map((d) => (
            <path
              key={d}
              d={d}
              transform="translate(-9 0)"
              stroke="#fff"
              strokeOpacity={light * 0.6}
              strokeWidth="5"
            />
          ))}
        </g>
        {[SEAM_FRONT, SEAM_SIDE, SEAM_FAR].map((d) => (
          <g key={d} fill="none">
            <path d={d} stroke={seam} strokeWidth="2" />
            <path
              d={d}
              transform="translate(-8 0)"
              stroke={stitch}
              strokeWidth="1.8"
              strokeDasharray="5 3.5"
            />
            <path
              d={d}
              transform="translate(8 0)"
              stroke={stitch}
              strokeWidth="1.8"
              strokeDasharray="5 3.5"
            />
          </g>
        ))}
        <path
          d="M196 474C250 506 318 520 392 522C470 522 560 512 652 486"
          fill="none"
          stroke="#000"
          strokeOpacity={shade}
          strokeWidth="26"
          filter={`url(#${id}-soft)`}
        />
        {[
          [492, 296],
          [330, 262],
        ].map(([x, y]) => (
          <g key={x}>
            <ellipse cx={x} cy={y} rx="8" ry="9" fill="none" stroke={stitch} strokeWidth="4" />
            <ellipse cx={x} cy={y} rx="4" ry="5" fill="#0C0A0D" />
          </g>
        ))}
      </g>
      <path d={CROWN} fill="none" stroke={seam} strokeWidth="1.6" />

      <g transform="translate(304 392) skewY(5) scale(0.94 1)">
        <rect
          x="-62"
          y="-62"
          width="124"
          height="124"
          fill="#000"
          fillOpacity="0.4"
          transform="translate(4 5)"
          filter={`url(#${id}-fine)`}
        />
        <rect x="-62" y="-62" width="124" height="124" fill={ink} />
        <rect
          x="-57"
          y="-57"
          width="114"
          height="114"
          fill="none"
          stroke={base}
          strokeOpacity="0.5"
          strokeWidth="2"
          strokeDasharray="5 3"
        />
        <NegationMark x={0} y={-16} radius={28} stroke={base} accent={accent} />
        <Lettering
          face="mono"
          text="ANTI ANTI"
          x={0}
          y={35}
          size={15}
          tracking={0.02}
          anchor="middle"
          fill={base}
        />
        <Lettering
          face="mono"
          text="INFRA CO."
          x={0}
          y={50}
          size={15}
          tracking={0.02}
          anchor="middle"
          fill={base}
        />
      </g>

      <path d={BRIM} fill={base} />
      <g clipPath={`url(#${id}-brim)`}>
        <path d={BRIM} fill={`url(#${id}-visor)`} />
        <rect y="440" width="800" height="200" fill={`url(#${id}-twill)`} />
        <path
          d="M190 470C250 504 318 518 392 520C470 520 560 512 652 488"
          fill="none"
          stroke="#000"
          strokeOpacity={shade}
          strokeWidth="30"
          filter={`url(#${id}-soft)`}
        />
        {[0, 1, 2, 3, 4].map((row) => (
          <path
            key={row}
            d="M150 486C118 508 92 540 84 566C190 560 300 560 398 548C470 538 546 520 630 486"
            transform={`translate(${-4 + row * 9} ${34 - row * 15}) scale(${1 - row * 0.012} 1)`}
            fill="none"
            stroke={stitch}
            strokeWidth="1.8"
            strokeDasharray="5 3.5"
          />
        ))}
      </g>
      <path d={BRIM} fill="none" stroke={seam} strokeWidth="1.6" />
      <path
        d="M62 578C58 594 68 605 90 606C190 600 300 604 398 590C486 578 576 540 648 486L648 494C578 550 488 590 398 602C300 616 190 612 92 618C64 618 52 600 62 578Z"
        fill={accent}
      />
      <path
        d="M62 578C58 594 68 605 90 606C190 600 300 604 398 590C486 578 576 540 648 486L648 494C578 550 488 590 398 602C300 616 190 612 92 618C64 618 52 600 62 578Z"
        fill="#000"
        fillOpacity="0.22"
      />

      <ellipse cx="429" cy="182" rx="20" ry="9" fill={base} />
      <ellipse cx="429" cy="182" rx="20" ry="9" fill="#fff" fillOpacity={light * 0.9} />
      <ellipse cx="429" cy="182" rx="20" ry="9" fill="none" stroke={seam} strokeWidth="1.6" />
    </DrawingFrame>
  )
}
