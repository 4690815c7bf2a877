import { useId } from "react"
import { ClothDefs } from "./cloth"
import { DrawingFrame, type DrawingProps } from "./drawing-frame"
import { Lettering } from "./lettering"
import { type Palette, paletteFor } from "./palette"

const SOCK =
  "M300 84C350 78 410 78 460 84C466 200 458 330 466 452C470 500 498 540 494 598C490 654 446 680 396 692C320 710 250 728 186 730C124 732 92 700 100 658C108 618 152 602 204 578C270 548 300 516 302 456C308 330 304 200 300 84Z"
const HEEL = "M520 498C462 510 420 566 422 622C424 656 432 680 446 716L560 716L560 498Z"
const TOE = "M176 570C212 606 226 660 206 744L70 744L70 570Z"
const CUFF = "M290 70L470 70L464 176C410 184 354 184 300 176Z"

export function Socks({ colorHex, title, view }: DrawingProps) {
  const id = useId()
  const palette = paletteFor(colorHex)
  return (
    <DrawingFrame title={title} kind="socks" view={view}>
      <defs>
        <ClothDefs id={id} palette={palette} />
        <clipPath id={`${id}-sock`}>
          <path d={SOCK} />
        </clipPath>
        <pattern id={`${id}-knit`} width="8" height="8" patternUnits="userSpaceOnUse">
          <path
            d="M0 1L4 5L8 1"
            fill="none"
            stroke={palette.dark ? "#fff" : "#000"}
            strokeOpacity={palette.dark ? 0.1 : 0.13}
            strokeWidth="1.4"
          />
        </pattern>
      </defs>
      <ellipse
        cx="380"
        cy="736"
        rx="270"
        ry="14"
        fill="#000"
        fillOpacity="0.3"
        filter={`url(#${id}-floor)`}
      />
      <g transform="translate(176 -8) rotate(5 400 400)">
        <Sock id={id} palette={palette} />
        <path d={SOCK} fill="#000" fillOpacity={palette.dark ? 0.22 : 0.1} />
      </g>
      <g transform="translate(-6 0) rotate(-3 400 400)">
        <path
          d={SOCK}
          transform="translate(14 8)"
          fill="#000"
          fillOpacity="0.4"
          filter={`url(#${id}-soft)`}
        />
        <Sock id={id} palette={palette} />
      </g>
    </DrawingFrame>
  )
}

function Sock({ id, palette }: { id: string; palette: Palette }) {
  const { base, ink, accent, seam, shade, light } = palette
  return (
    <>
      <path d={SOCK} fill={base} />
      <g clipPath={`url(#${id}-sock)`}>
        <path d={HEEL} fill={accent} />
        <path d={TOE} fill={accent} />
        <path d="M280 196L490 196L490 204L280 204ZM280 214L490 214L490 218L280 218Z" fill={accent} />
        <Motif ink={ink} accent={accent} />
        <rect width="800" height="800" fill={`url(#${id}-knit)`} />
        <path d={CUFF} fill={base} />
        <path d={CUFF} fill={`url(#${id}-rib)`} />
        <g fill="none" strokeLinecap="round" filter={`url(#${id}-soft)`}>
          <path
            d="M300 84C304 220 308 360 300 460C292 530 240 560 190 586C140 606 96 620 92 680"
            stroke="#000"
            strokeOpacity={shade * 0.9}
            strokeWidth="26"
          />
          <path
            d="M464 84C470 220 460 340 470 452C480 510 506 550 498 604C486 672 420 690 360 706C300 722 220 740 160 734"
            stroke="#000"
            strokeOpacity={shade * 1.2}
            strokeWidth="40"
          />
          <path
            d="M352 90C356 220 352 360 350 450C346 540 270 588 190 640"
            stroke="#fff"
            strokeOpacity={light}
            strokeWidth="26"
          />
          <path
            d="M304 500C340 520 380 516 424 560M300 530C340 556 372 560 410 600"
            stroke="#000"
            strokeOpacity={shade * 0.7}
            strokeWidth="9"
          />
          <path
            d="M306 520C342 540 380 540 416 580"
            stroke="#fff"
            strokeOpacity={light * 0.8}
            strokeWidth="7"
          />
        </g>
        <path
          d="M300 176C354 184 410 184 464 176"
          fill="none"
          stroke="#000"
          strokeOpacity={shade}
          strokeWidth="4"
        />
        <path d={HEEL} fill="none" stroke="#000" strokeOpacity="0.25" strokeWidth="3" />
        <path d={TOE} fill="none" stroke="#000" strokeOpacity="0.25" strokeWidth="3" />
      </g>
      <path d={SOCK} fill="none" stroke={seam} strokeWidth="1.8" />
    </>
  )
}

/** The call itself, knitted down the leg, with a mark at every step. */
function Motif({ ink, accent }: { ink: string; accent: string }) {
  return (
    <g>
      <g transform="translate(402 236) rotate(90)">
        <Lettering face="mono" text="step.run()" size={45} tracking={-0.01} fill={ink} />
      </g>
      <path d="M352 252L352 506" stroke={ink} strokeOpacity="0.55" strokeWidth="4" strokeDasharray="8 8" />
      {[258, 322, 386].map((y) => (
        <rect key={y} x="342" y={y} width="20" height="20" fill={ink} />
      ))}
      <rect x="342" y="450" width="20" height="20" fill={accent} />
    </g>
  )
}
