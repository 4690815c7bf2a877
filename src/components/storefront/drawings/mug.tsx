import { useId } from "react"
import { DrawingFrame, type DrawingProps } from "./drawing-frame"
import { Lettering } from "./lettering"
import { paletteFor } from "./palette"

const BODY =
  "M204 232C206 380 214 540 224 664C226 694 240 706 266 711C336 722 424 722 494 711C520 706 534 694 536 664C546 540 554 380 556 232C470 262 290 262 204 232Z"
const HANDLE = "M546 330C618 300 676 336 676 416C676 520 622 590 540 600"
const ETCH = "#D8D3C6"

export function Mug({ colorHex, title, view }: DrawingProps) {
  const id = useId()
  const { base, dark, accent, shade } = paletteFor(colorHex)
  const etch = dark ? ETCH : "#3A3440"
  return (
    <DrawingFrame title={title} kind="mug" view={view}>
      <defs>
        <clipPath id={`${id}-body`}>
          <path d={BODY} />
        </clipPath>
        <linearGradient id={`${id}-round`}>
          <stop offset="0" stopColor="#000" stopOpacity={shade} />
          <stop offset="0.06" stopColor="#fff" stopOpacity="0.06" />
          <stop offset="0.14" stopColor="#fff" stopOpacity="0.16" />
          <stop offset="0.23" stopColor="#fff" stopOpacity="0.34" />
          <stop offset="0.31" stopColor="#fff" stopOpacity="0.1" />
          <stop offset="0.55" stopColor="#000" stopOpacity="0" />
          <stop offset="0.86" stopColor="#000" stopOpacity={shade} />
          <stop offset="0.95" stopColor="#000" stopOpacity={shade * 0.5} />
          <stop offset="1" stopColor="#fff" stopOpacity="0.18" />
        </linearGradient>
        <linearGradient id={`${id}-steel`}>
          <stop offset="0" stopColor="#6E6A66" />
          <stop offset="0.14" stopColor="#E9E6DF" />
          <stop offset="0.26" stopColor="#FFFFFF" />
          <stop offset="0.4" stopColor="#A5A09A" />
          <stop offset="0.62" stopColor="#D9D5CD" />
          <stop offset="0.84" stopColor="#6B6764" />
          <stop offset="1" stopColor="#B9B5AE" />
        </linearGradient>
        <linearGradient id={`${id}-lid`}>
          <stop offset="0" stopColor="#151217" />
          <stop offset="0.22" stopColor="#5B5362" />
          <stop offset="0.36" stopColor="#2A2530" />
          <stop offset="0.8" stopColor="#17131A" />
          <stop offset="1" stopColor="#3A3440" />
        </linearGradient>
        <linearGradient id={`${id}-top`} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#4A4352" />
          <stop offset="0.5" stopColor="#2A2530" />
          <stop offset="1" stopColor="#1A161C" />
        </linearGradient>
        <linearGradient id={`${id}-base`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0.7" stopColor="#000" stopOpacity="0" />
          <stop offset="1" stopColor="#000" stopOpacity={shade * 0.8} />
        </linearGradient>
        <pattern id={`${id}-grain`} width="11" height="11" patternUnits="userSpaceOnUse">
          <path d="M1 2h1M5 1h1M9 4h1M3 6h1M7 8h1M1 9h1M10 10h1" stroke="#fff" strokeOpacity="0.16" />
          <path d="M3 3h1M8 2h1M5 5h1M1 6h1M9 7h1M4 9h1" stroke="#000" strokeOpacity="0.25" />
        </pattern>
        <filter id={`${id}-soft`} x="-30%" y="-30%" width="160%" height="160%">
          <feGaussianBlur stdDeviation="5" />
        </filter>
        <filter id={`${id}-floor`} x="-30%" y="-150%" width="160%" height="400%">
          <feGaussianBlur stdDeviation="13" />
        </filter>
      </defs>
      <ellipse
        cx="410"
        cy="712"
        rx="220"
        ry="16"
        fill="#000"
        fillOpacity="0.42"
        filter={`url(#${id}-floor)`}
      />

      <g fill="none" strokeLinecap="round">
        <path d={HANDLE} stroke={base} strokeWidth="42" />
        <path d={HANDLE} stroke="#000" strokeOpacity={shade * 0.8} strokeWidth="42" />
        <path d={HANDLE} stroke={base} strokeWidth="32" transform="translate(-2 -2)" />
        <path
          d="M556 322C616 302 662 336 662 412C662 440 658 466 650 490"
          stroke="#fff"
          strokeOpacity={dark ? 0.34 : 0.6}
          strokeWidth="8"
          filter={`url(#${id}-soft)`}
        />
        <path
          d="M548 350C600 330 640 356 640 416C640 500 602 558 546 574"
          stroke="#000"
          strokeOpacity="0.4"
          strokeWidth="7"
          filter={`url(#${id}-soft)`}
        />
      </g>

      <path d={BODY} fill={base} />
      <g clipPath={`url(#${id}-body)`}>
        <rect x="190" y="200" width="380" height="540" fill={`url(#${id}-round)`} />
        <rect x="190" y="200" width="380" height="540" fill={`url(#${id}-base)`} />
        <path
          d="M204 246C290 276 470 276 556 246"
          fill="none"
          stroke="#000"
          strokeOpacity="0.5"
          strokeWidth="16"
          filter={`url(#${id}-soft)`}
        />
        <rect x="190" y="200" width="380" height="540" fill={`url(#${id}-grain)`} />
      </g>
      <path
        d="M223 660C300 682 460 682 537 660L536 668C460 690 300 690 224 668Z"
        fill="#000"
        fillOpacity="0.3"
      />

      <g transform="translate(366 0)">
        <Lettering face="mono" text="step.run(" x={-98} y={432} size={38} tracking={-0.02} fill={etch} />
        <Lettering face="mono" text={'  "coffee"'} x={-98} y={478} size={38} tracking={-0.02} fill={accent} />
        <Lettering face="mono" text=")" x={-98} y={522} size={38} tracking={-0.02} fill={etch} />
        <path d="M-96 556L116 556" stroke={etch} strokeOpacity="0.6" strokeWidth="2" />
        <Lettering face="mono" text="12OZ  RETRIES:0" x={-97} y={580} size={16} tracking={0.06} fill={etch} />
      </g>

      <path
        d="M202 222C202 256 558 256 558 222L558 234C556 274 204 274 202 234Z"
        fill={`url(#${id}-steel)`}
      />
      <path
        d="M202 234C204 274 556 274 558 234"
        fill="none"
        stroke="#000"
        strokeOpacity="0.35"
        strokeWidth="1.6"
      />
      <path d="M208 190C208 176 552 176 552 190L556 224C556 252 204 252 204 224Z" fill={`url(#${id}-lid)`} />
      <ellipse cx="380" cy="190" rx="172" ry="34" fill={`url(#${id}-top)`} />
      <ellipse
        cx="380"
        cy="190"
        rx="172"
        ry="34"
        fill="none"
        stroke="#7A7182"
        strokeOpacity="0.7"
        strokeWidth="2"
      />
      <ellipse cx="380" cy="194" rx="146" ry="25" fill="#000" fillOpacity="0.35" />
      <ellipse
        cx="380"
        cy="196"
        rx="146"
        ry="25"
        fill="none"
        stroke="#fff"
        strokeOpacity="0.12"
        strokeWidth="2"
      />
      <path d="M346 176L414 176L420 206C404 210 356 210 340 206Z" fill="#FF7300" />
      <path d="M346 176L414 176L415.500 184L344.500 184Z" fill="#fff" fillOpacity="0.35" />
      <path d="M340 206C356 210 404 210 420 206L420 212C404 216 356 216 340 212Z" fill="#9A3F00" />
    </DrawingFrame>
  )
}
