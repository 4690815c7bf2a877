import { useId } from "react"
import { ClothDefs, Folds } from "./cloth"
import { DrawingFrame, type DrawingProps } from "./drawing-frame"
import { Lettering } from "./lettering"
import { NegationMark } from "./negation-mark"
import { type Palette, paletteFor } from "./palette"

const TORSO =
  "M286 226C258 240 236 250 222 262C212 330 212 390 214 440C218 530 214 610 208 690L592 690C586 610 582 530 586 440C588 390 588 330 578 262C564 250 542 240 514 226C480 260 440 276 400 276C360 276 320 260 286 226Z"
const SLEEVE =
  "M232 252C186 272 162 312 148 366C124 458 104 550 92 640L166 660C184 590 202 520 212 452C212 380 216 310 232 252Z"
const CUFF =
  "M92 638C88 656 84 680 82 700C82 706 86 709 92 711L146 724C152 725 157 722 158 716C161 698 164 680 168 660Z"
const HEM =
  "M207 688L593 688C594 704 594 716 592 730C592 736 588 739 582 740C460 748 340 748 218 740C212 739 208 736 208 730C206 716 206 704 207 688Z"
const HOOD =
  "M276 244C244 200 240 130 286 88C320 58 360 50 400 50C440 50 480 58 514 88C560 130 556 200 524 244C490 276 446 296 400 300C354 296 310 276 276 244Z"
const OPENING =
  "M400 284C352 258 318 226 314 180C310 130 346 98 400 98C454 98 490 130 486 180C482 226 448 258 400 284Z"
const POCKET =
  "M296 528L504 528C526 552 546 578 562 606C560 634 558 662 558 688L242 688C242 662 240 634 238 606C254 578 274 552 296 528Z"

export function Hoodie({ colorHex, title, view }: DrawingProps) {
  const id = useId()
  const palette = paletteFor(colorHex)
  const { base, ink, accent, seam, stitch, shade, light } = palette
  return (
    <DrawingFrame title={title} kind="hoodie" view={view}>
      <defs>
        <ClothDefs id={id} palette={palette} />
        {[
          ["torso", TORSO],
          ["sleeve", SLEEVE],
          ["hood", HOOD],
          ["opening", OPENING],
          ["pocket", POCKET],
        ].map(([name, d]) => (
          <clipPath key={name} id={`${id}-${name}`}>
            <path d={d} />
          </clipPath>
        ))}
      </defs>
      <ellipse
        cx="400"
        cy="746"
        rx="230"
        ry="15"
        fill="#000"
        fillOpacity="0.32"
        filter={`url(#${id}-floor)`}
      />

      <Sleeve id={id} palette={palette} lit={1} />
      <g transform="translate(800 0) scale(-1 1)">
        <Sleeve id={id} palette={palette} lit={0.55} />
      </g>

      <path d={TORSO} fill={base} />
      <g clipPath={`url(#${id}-torso)`}>
        <rect width="800" height="800" fill={`url(#${id}-fibre)`} opacity="0.7" />
        <path d={TORSO} fill={`url(#${id}-sides)`} />
        <path d={TORSO} fill={`url(#${id}-fall)`} />
        <Folds
          id={id}
          palette={palette}
          width={20}
          valleys="M216 440C250 462 280 486 306 498M584 440C552 466 524 486 496 498M252 300C244 340 240 372 228 410M552 300C558 342 562 372 572 408"
          ridges="M222 484C252 504 278 514 300 520M576 486C548 506 526 514 502 520M282 306C272 348 262 392 252 420M236 560C240 600 238 640 234 680"
        />
        <path
          d="M286 240C320 290 360 306 400 308C440 306 480 290 514 240"
          fill="none"
          stroke="#000"
          strokeOpacity={shade}
          strokeWidth="30"
          filter={`url(#${id}-soft)`}
        />
      </g>
      <path d={TORSO} fill="none" stroke={seam} strokeWidth="1.6" />

      <path d={HEM} fill={base} />
      <path d={HEM} fill={`url(#${id}-rib)`} stroke={seam} strokeWidth="1.6" />
      <path d={HEM} fill={`url(#${id}-sides)`} />
      <path d="M207 690L593 690" stroke="#000" strokeOpacity={shade} strokeWidth="3" />

      <Pocket id={id} palette={palette} />

      <g>
        <Lettering text="ANTI ANTI" x={400} y={436} size={50} tracking={-0.01} anchor="middle" fill={ink} />
        <Lettering text="INFRA CO." x={400} y={483} size={50} tracking={-0.01} anchor="middle" fill={ink} />
        <rect x="288" y="499" width="224" height="4" fill={accent} />
        <NegationMark x={400} y={360} radius={22} stroke={ink} accent={accent} />
      </g>

      <path d={HOOD} fill={base} />
      <g clipPath={`url(#${id}-hood)`}>
        <rect width="800" height="310" fill={`url(#${id}-fibre)`} opacity="0.7" />
        <path d={HOOD} fill={`url(#${id}-sides)`} />
        <g fill="none" strokeLinecap="round" filter={`url(#${id}-soft)`}>
          <path
            d="M298 100C270 140 268 190 292 232"
            stroke="#fff"
            strokeOpacity={light * 1.1}
            strokeWidth="14"
          />
          <path d="M340 66C376 58 424 58 460 66" stroke="#fff" strokeOpacity={light * 1.2} strokeWidth="14" />
          <path
            d="M274 250C320 290 360 302 400 306C440 302 480 290 526 250"
            stroke="#000"
            strokeOpacity={shade}
            strokeWidth="20"
          />
          <path d="M520 110C540 150 538 200 510 236" stroke="#000" strokeOpacity={shade} strokeWidth="16" />
        </g>
      </g>
      <path d={HOOD} fill="none" stroke={seam} strokeWidth="1.6" />
      <path d="M400 50C401 66 401 82 400 98" fill="none" stroke={seam} strokeWidth="2" />
      <path
        d="M393 51C394 66 394 82 393 98"
        fill="none"
        stroke={stitch}
        strokeWidth="1.6"
        strokeDasharray="5 3"
      />

      <path d={OPENING} fill={base} />
      <path d={OPENING} fill="#000" fillOpacity={shade * 0.75 + 0.15} />
      <g clipPath={`url(#${id}-opening)`}>
        <path d="M328 214C360 200 440 200 472 214L472 300L328 300Z" fill="#000" fillOpacity="0.18" />
        <path d="M322 216C356 200 444 200 478 216" fill="none" stroke={stitch} strokeWidth="2" />
        <rect x="374" y="214" width="52" height="28" fill="#EFE9D6" />
        <rect x="374" y="214" width="52" height="3" fill="#FF7300" />
        <Lettering face="mono" text="DURABLE" x={400} y={233} size={10} anchor="middle" fill="#1A161C" />
        <path
          d={OPENING}
          fill="none"
          stroke="#000"
          strokeOpacity="0.7"
          strokeWidth="20"
          filter={`url(#${id}-fine)`}
        />
      </g>
      <path d={OPENING} fill="none" stroke={seam} strokeWidth="2" />
      <path
        d="M400 298C338 268 302 232 299 180C296 120 338 84 400 84C462 84 504 120 501 180C498 232 462 268 400 298Z"
        fill="none"
        stroke={stitch}
        strokeWidth="2"
        strokeDasharray="5 3"
      />

      <Drawstring
        d="M352 262C346 290 348 316 342 348"
        end={[342, 348]}
        ink={ink}
        accent={accent}
        eyelet={[352, 260]}
      />
      <Drawstring
        d="M448 262C456 296 452 326 460 366"
        end={[460, 366]}
        ink={ink}
        accent={accent}
        eyelet={[448, 260]}
      />
    </DrawingFrame>
  )
}

interface PartProps {
  id: string
  palette: Palette
}

function Sleeve({ id, palette, lit }: PartProps & { lit: number }) {
  const { base, seam, stitch, shade, light } = palette
  return (
    <>
      <path d={SLEEVE} fill={base} />
      <g clipPath={`url(#${id}-sleeve)`}>
        <rect width="240" height="680" fill={`url(#${id}-fibre)`} opacity="0.7" />
        <g fill="none" strokeLinecap="round" filter={`url(#${id}-soft)`}>
          <path d="M232 280C216 420 196 540 164 664" stroke="#000" strokeOpacity={shade} strokeWidth="44" />
          <path
            d="M172 300C146 400 128 500 110 620"
            stroke="#fff"
            strokeOpacity={light * 1.2 * lit}
            strokeWidth="22"
          />
          <path
            d="M118 500C150 512 176 506 206 486M108 566C140 574 164 566 190 548M104 612C130 624 150 620 178 606M148 400C170 410 190 406 214 390"
            stroke="#000"
            strokeOpacity={shade * 0.8}
            strokeWidth="11"
          />
          <path
            d="M118 526C146 538 170 532 196 514"
            stroke="#fff"
            strokeOpacity={light * 0.9 * lit}
            strokeWidth="8"
          />
        </g>
      </g>
      <path d={SLEEVE} fill="none" stroke={seam} strokeWidth="1.6" />
      <path
        d="M240 258C222 320 219 380 219 440"
        fill="none"
        stroke={stitch}
        strokeWidth="2"
        strokeDasharray="5 3"
      />
      <path d={CUFF} fill={base} />
      <path d={CUFF} fill={`url(#${id}-rib)`} stroke={seam} strokeWidth="1.6" />
      <path d={CUFF} fill={`url(#${id}-sides)`} />
    </>
  )
}

function Pocket({ id, palette }: PartProps) {
  const { base, seam, stitch, shade, light } = palette
  return (
    <>
      <path d={POCKET} fill="#000" fillOpacity={shade} filter={`url(#${id}-fine)`} />
      <path d={POCKET} fill={base} />
      <g clipPath={`url(#${id}-pocket)`}>
        <rect x="230" y="520" width="340" height="180" fill={`url(#${id}-fibre)`} opacity="0.7" />
        <path d={POCKET} fill={`url(#${id}-fall)`} />
        <path
          d="M250 690C320 660 480 660 550 690M300 540C280 570 262 592 250 612"
          stroke="#fff"
          strokeOpacity={light * 0.7}
          strokeWidth="12"
          fill="none"
          filter={`url(#${id}-soft)`}
        />
      </g>
      <path d={POCKET} fill="none" stroke={seam} strokeWidth="2" />
      <path
        d="M299 536L501 536M304 530C284 556 264 582 248 610M496 530C516 556 536 582 552 610"
        fill="none"
        stroke={stitch}
        strokeWidth="2"
        strokeDasharray="5 3"
      />
      <rect x="462" y="658" width="60" height="19" fill="#FF7300" />
      <Lettering face="mono" text="step.run" x={492} y={671} size={10} anchor="middle" fill="#1A161C" />
    </>
  )
}

interface DrawstringProps {
  d: string
  end: [number, number]
  eyelet: [number, number]
  ink: string
  accent: string
}

function Drawstring({ d, end: [x, y], eyelet: [ex, ey], ink, accent }: DrawstringProps) {
  return (
    <>
      <circle cx={ex} cy={ey} r="6.5" fill="#2B2730" stroke="#9A948C" strokeWidth="2.4" />
      <path d={d} transform="translate(4 4)" fill="none" stroke="#000" strokeOpacity="0.4" strokeWidth="6" />
      <path d={d} fill="none" stroke={ink} strokeWidth="6" strokeLinecap="round" />
      <path d={d} fill="none" stroke="#000" strokeOpacity="0.3" strokeWidth="6" strokeDasharray="2 4" />
      <rect x={x - 4} y={y - 2} width="8" height="22" fill={accent} />
      <rect x={x - 4} y={y - 2} width="2.4" height="22" fill="#fff" fillOpacity="0.4" />
    </>
  )
}
