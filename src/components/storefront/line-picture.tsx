import { drawingFile, drawingKind } from "./drawings/kinds"
import styles from "./line-picture.module.css"

interface LinePictureProps {
  line: { readonly slug: string; readonly image: string; readonly colorHex: string; readonly type: string }
}

/** A cart line's small picture. It says nothing that the line's text does not say. */
export function LinePicture({ line }: LinePictureProps) {
  const drawn = line.image === "" || line.image.startsWith("drawing:")
  const src = drawn ? drawingFile(line.slug, drawingKind(line.type, line.image), line.colorHex) : line.image
  return (
    <span className={styles.picture} data-drawn={drawn}>
      {src ? (
        // biome-ignore lint/performance/noImgElement: drawings are SVG files that no image optimiser improves
        <img src={src} alt="" width={88} height={88} loading="lazy" />
      ) : (
        <svg viewBox="0 0 88 88" width="88" height="88" aria-hidden="true">
          <path d="M26 44L44 24h22v40H26z" fill={line.colorHex} />
          <circle cx="46" cy="36" r="4" fill="#EEECE6" />
        </svg>
      )}
    </span>
  )
}
