import { useId } from "react"
import { ClothDefs, Folds } from "./cloth"
import { DrawingFrame, type DrawingProps } from "./drawing-frame"
import { Lettering } from "./lettering"
import { NegationMark } from "./negation-mark"
import { paletteFor } from "./palette"

const TORSO =
  "M306 116C276 138 238 152 204 168C212 220 216 280 219 336C225 430 224 566 213 700C213 711 220 716 230 717C340 728 460 728 570 717C580 716 587 711 587 700C576 566 575 430 581 336C584 280 588 220 596 168C562 152 524 138 494 116C470 152 436 170 400 170C364 170 330 152 306 116Z"
const SLEEVE =
  "M206 167C170 183 150 212 135 246L78 356C75 363 77 369 83 372L178 420C185 423 191 421 194 414C204 390 213 364 219 336C218 280 214 220 206 167Z"

export function Tee({ colorHex, title, view }: DrawingProps) {
  const id = useId()
  const palette = paletteFor(colorHex)
  const { base, ink, accent, seam, stitch, shade } = palette
  return (
    <DrawingFrame title={title} kind="tee" view={view}>
      <defs>
        <ClothDefs id={id} palette={palette} />
        <clipPath id={`${id}-torso`}>
          <path d={TORSO} />
        </clipPath>
        <clipPath id={`${id}-sleeve`}>
          <path d={SLEEVE} />
        </clipPath>
      </defs>
      <ellipse
        cx="400"
        cy="724"
        rx="200"
        ry="16"
        fill="#000"
        fillOpacity="0.28"
        filter={`url(#${id}-floor)`}
      />

      <path
        d="M306 116C336 102 464 102 494 116C478 156 440 174 400 174C360 174 322 156 306 116Z"
        fill={base}
      />
      <path
        d="M306 116C336 102 464 102 494 116C478 156 440 174 400 174C360 174 322 156 306 116Z"
        fill="#000"
        fillOpacity={shade + 0.12}
      />
      <path d="M318 117C350 108 450 108 482 117" fill="none" stroke={stitch} strokeWidth="2" />
      <rect x="377" y="117" width="46" height="26" fill="#1A161C" />
      <rect x="377" y="117" width="46" height="3" fill="#FF7300" />
      <Lettering face="mono" text="DURABLE" x={400} y={135} size={9} anchor="middle" fill="#EFE9D6" />

      <Sleeve id={id} base={base} seam={seam} stitch={stitch} shade={shade} light={palette.light} />
      <g transform="translate(800 0) scale(-1 1)">
        <Sleeve id={id} base={base} seam={seam} stitch={stitch} shade={shade} light={palette.light * 0.4} />
      </g>

      <path d={TORSO} fill={base} />
      <g clipPath={`url(#${id}-torso)`}>
        <rect width="800" height="800" fill={`url(#${id}-fibre)`} />
        <path d={TORSO} fill={`url(#${id}-sides)`} />
        <path d={TORSO} fill={`url(#${id}-fall)`} />
        <Folds
          id={id}
          palette={palette}
          width={18}
          valleys="M214 330C250 372 276 400 318 420M586 330C552 376 522 402 486 418M232 520C262 580 268 640 262 724M560 500C540 580 536 650 542 724M404 640C398 670 396 700 398 730M300 190C296 216 290 232 276 252M500 190C504 216 512 236 526 254"
          ridges="M222 374C252 408 280 428 314 446M574 384C548 412 522 430 492 446M268 540C290 600 296 660 292 724M520 540C506 600 502 660 508 724M330 186C322 214 318 232 304 258"
        />
        <path
          d="M208 168C216 232 218 290 220 350"
          fill="none"
          stroke="#000"
          strokeOpacity={shade}
          strokeWidth="12"
          filter={`url(#${id}-fine)`}
        />
        <path
          d="M592 168C584 232 582 290 580 350"
          fill="none"
          stroke="#000"
          strokeOpacity={shade}
          strokeWidth="12"
          filter={`url(#${id}-fine)`}
        />
        <path
          d="M211 690C340 706 460 706 589 690"
          fill="none"
          stroke={stitch}
          strokeWidth="2"
          strokeDasharray="5 3"
        />
        <path
          d="M211 697C340 713 460 713 589 697"
          fill="none"
          stroke={stitch}
          strokeWidth="2"
          strokeDasharray="5 3"
        />
      </g>
      <path d={TORSO} fill="none" stroke={seam} strokeWidth="1.6" />

      <path
        d="M306 116C330 152 364 170 400 170C436 170 470 152 494 116L511 127C484 171 442 193 400 193C358 193 316 171 289 127Z"
        fill={base}
      />
      <path
        d="M306 116C330 152 364 170 400 170C436 170 470 152 494 116L511 127C484 171 442 193 400 193C358 193 316 171 289 127Z"
        fill={`url(#${id}-rib)`}
        stroke={seam}
        strokeWidth="1.4"
      />
      <path
        d="M284 132C312 178 356 200 400 200C444 200 488 178 516 132"
        fill="none"
        stroke={stitch}
        strokeWidth="2"
        strokeDasharray="5 3"
      />

      <g opacity="0.93">
        <NegationMark x={400} y={290} radius={36} stroke={ink} accent={accent} />
        <Lettering text="ANTI ANTI" x={400} y={394} size={52} tracking={-0.01} anchor="middle" fill={ink} />
        <Lettering text="INFRA CO." x={400} y={443} size={52} tracking={-0.01} anchor="middle" fill={ink} />
        <rect x="283" y="459" width="234" height="4" fill={accent} />
        <Lettering
          face="mono"
          text="SLEEPS. RETRIES. RESUMES."
          x={400}
          y={482}
          size={13.4}
          tracking={0.04}
          anchor="middle"
          fill={ink}
        />
      </g>
      <g clipPath={`url(#${id}-torso)`} opacity="0.35">
        <rect x="270" y="240" width="260" height="260" fill={`url(#${id}-fibre)`} />
      </g>
    </DrawingFrame>
  )
}

interface SleeveProps {
  id: string
  base: string
  seam: string
  stitch: string
  shade: number
  light: number
}

function Sleeve({ id, base, seam, stitch, shade, light }: SleeveProps) {
  return (
    <>
      <path d={SLEEVE} fill={base} />
      <g clipPath={`url(#${id}-sleeve)`}>
        <rect width="240" height="440" fill={`url(#${id}-fibre)`} />
        <g fill="none" strokeLinecap="round" filter={`url(#${id}-soft)`}>
          <path
            d="M226 250C210 320 196 380 186 424"
            stroke="#000"
            strokeOpacity={shade * 1.4}
            strokeWidth="36"
          />
          <path
            d="M204 210C176 280 150 330 128 386"
            stroke="#000"
            strokeOpacity={shade * 0.6}
            strokeWidth="12"
          />
          <path d="M172 196C140 250 118 300 92 350" stroke="#fff" strokeOpacity={light} strokeWidth="18" />
        </g>
        <path d="M84 352L200 408" stroke={stitch} strokeWidth="2" strokeDasharray="5 3" />
        <path d="M88 344L203 399" stroke={stitch} strokeWidth="2" strokeDasharray="5 3" />
      </g>
      <path d={SLEEVE} fill="none" stroke={seam} strokeWidth="1.6" />
    </>
  )
}
