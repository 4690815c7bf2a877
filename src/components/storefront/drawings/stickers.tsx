import { type ReactNode, useId } from "react"
import { DrawingFrame, type DrawingProps } from "./drawing-frame"
import { Lettering } from "./lettering"
import { NegationMark } from "./negation-mark"

const PAPER = "#FBF8EF"
const NEBULA = "#1A161C"
const CITRINE = "#EFE9D6"
const CITRUS = "#FF7300"
const MOSS = "#006250"
const QUANTUM = "#362C40"

/** Eight die-cut stickers; the colour is the backing of the pack's largest one. */
export function Stickers({ title, view }: DrawingProps) {
  const id = useId()
  return (
    <DrawingFrame title={title} kind="stickers" view={view}>
      <defs>
        <filter id={`${id}-lift`} x="-20%" y="-20%" width="140%" height="150%">
          <feDropShadow dx="0" dy="7" stdDeviation="7" floodColor="#000" floodOpacity="0.34" />
        </filter>
        <linearGradient id={`${id}-gloss`} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#fff" stopOpacity="0.34" />
          <stop offset="0.38" stopColor="#fff" stopOpacity="0.05" />
          <stop offset="0.39" stopColor="#fff" stopOpacity="0" />
          <stop offset="1" stopColor="#000" stopOpacity="0.1" />
        </linearGradient>
      </defs>

      <Sticker
        id={id}
        transform="translate(236 236) rotate(-9)"
        cut="M-150 0A150 150 0 1 1 150 0A150 150 0 1 1-150 0Z"
      >
        <circle r="136" fill={NEBULA} />
        <circle r="124" fill="none" stroke={CITRINE} strokeOpacity="0.35" strokeWidth="2" />
        <NegationMark x={0} y={-36} radius={48} stroke={CITRINE} accent={CITRUS} />
        <Lettering text="ANTI ANTI" x={0} y={64} size={34} anchor="middle" fill={CITRINE} />
        <Lettering text="INFRA CO." x={0} y={96} size={34} anchor="middle" fill={CITRINE} />
      </Sticker>

      <Sticker id={id} transform="translate(560 196) rotate(7)" cut="M-170-74L170-74L170 74L-170 74Z">
        <rect x="-158" y="-62" width="316" height="124" fill={CITRUS} />
        <Lettering text="EXACTLY" x={-140} y={-6} size={56} tracking={-0.02} fill={NEBULA} />
        <Lettering text="ONCE." x={-140} y={44} size={56} tracking={-0.02} fill={NEBULA} />
        <Lettering face="mono" text="×1" x={88} y={44} size={46} fill={NEBULA} />
      </Sticker>

      <Sticker id={id} transform="translate(592 388) rotate(-5)" cut="M-150-104L150-104L150 104L-150 104Z">
        <rect x="-140" y="-94" width="280" height="188" fill={QUANTUM} />
        <rect x="-140" y="-94" width="280" height="30" fill={NEBULA} />
        {[CITRUS, "#CBB26A", "#59A569"].map((fill, n) => (
          <rect key={fill} x={-128 + n * 18} y="-84" width="10" height="10" fill={fill} />
        ))}
        <Lettering face="mono" text="step.run(" x={-120} y={-24} size={27} fill={CITRINE} />
        <Lettering face="mono" text={'  "ship-it",'} x={-120} y={12} size={27} fill="#CBB26A" />
        <Lettering face="mono" text="  () => {}" x={-120} y={46} size={27} fill="#59A569" />
        <Lettering face="mono" text=")" x={-120} y={80} size={27} fill={CITRINE} />
      </Sticker>

      <Sticker
        id={id}
        transform="translate(208 524) rotate(6)"
        cut="M0-142L123-71L123 71L0 142L-123 71L-123-71Z"
      >
        <path d="M0-127L110-63L110 63L0 127L-110 63L-110-63Z" fill={MOSS} />
        <RetryArrow />
        <Lettering
          face="mono"
          text="RETRY"
          x={0}
          y={10}
          size={30}
          tracking={0.04}
          anchor="middle"
          fill={CITRINE}
        />
      </Sticker>

      <Sticker
        id={id}
        transform="translate(368 474) rotate(-12)"
        cut="M-78 0A78 78 0 1 1 78 0A78 78 0 1 1-78 0Z"
      >
        <circle r="68" fill={NEBULA} />
        <path d="M14-42A34 34 0 1 0 40 6A28 28 0 0 1 14-42Z" fill="#CBB26A" transform="translate(-8 -2)" />
        <Lettering
          face="mono"
          text="SLEEP 7d"
          x={0}
          y={50}
          size={15}
          tracking={0.02}
          anchor="middle"
          fill={CITRINE}
        />
      </Sticker>

      <Sticker id={id} transform="translate(392 662) rotate(-4)" cut="M-128-60L128-60L128 60L-128 60Z">
        <rect x="-117" y="-49" width="234" height="98" fill={CITRINE} />
        <Path />
      </Sticker>

      <Sticker id={id} transform="translate(506 566) rotate(8)" cut="M-66-58L66-58L66 58L-66 58Z">
        <rect x="-57" y="-49" width="114" height="98" fill="#59A569" />
        <FanOut />
      </Sticker>

      <Sticker id={id} transform="translate(650 632) rotate(12)" cut="M-92-92L92-92L92 92L-92 92Z">
        <rect x="-82" y="-82" width="164" height="164" fill={CITRINE} />
        <path d="M-82-82L82-82L-82 82Z" fill={CITRUS} />
        <Lettering text="KILL" x={-70} y={-36} size={38} fill={NEBULA} />
        <Lettering text="-9" x={-70} y={2} size={38} fill={NEBULA} />
        <Lettering face="mono" text="RESUMED" x={72 - 84} y={70} size={19} fill={NEBULA} />
      </Sticker>
    </DrawingFrame>
  )
}

interface StickerProps {
  id: string
  transform: string
  cut: string
  children: ReactNode
}

function Sticker({ id, transform, cut, children }: StickerProps) {
  return (
    <g transform={transform}>
      <path
        d={cut}
        fill={PAPER}
        stroke={PAPER}
        strokeWidth="8"
        strokeLinejoin="round"
        filter={`url(#${id}-lift)`}
      />
      {children}
      <path d={cut} fill={`url(#${id}-gloss)`} />
    </g>
  )
}

function RetryArrow() {
  return (
    <g fill="none" stroke={CITRUS} strokeWidth="12">
      <path d="M-62-26A68 68 0 0 1 60-30" />
      <path d="M62 26A68 68 0 0 1-60 30" />
      <path d="M66-62L62-28L28-32" />
      <path d="M-66 62L-62 28L-28 32" />
    </g>
  )
}

function FanOut() {
  return (
    <g>
      <path d="M-40 0L-8 0M-8 0L34-32M-8 0L38 0M-8 0L34 32" stroke={NEBULA} strokeWidth="6" fill="none" />
      {[-32, 0, 32].map((y) => (
        <rect key={y} x="28" y={y - 8} width="16" height="16" fill={NEBULA} />
      ))}
      <rect x="-48" y="-10" width="20" height="20" fill={CITRINE} />
    </g>
  )
}

function Path() {
  return (
    <g>
      <path d="M-92-6L92-6" stroke={NEBULA} strokeWidth="5" />
      {[-92, -31, 31].map((x) => (
        <rect key={x} x={x - 11} y="-17" width="22" height="22" fill={NEBULA} />
      ))}
      <rect x="81" y="-17" width="22" height="22" fill={CITRUS} />
      <Lettering
        face="mono"
        text="STEP BY STEP"
        x={0}
        y={32}
        size={19}
        tracking={0.06}
        anchor="middle"
        fill={NEBULA}
      />
    </g>
  )
}
