import { jpeg, png, webp } from "./pictures"

/** A file that is more, or other, than the picture that it is said to be. */
export interface Polyglot {
  readonly title: string
  readonly bytes: Buffer
  /** What it may be kept as; undefined when it has to be refused. */
  readonly keptAs: "image/png" | "image/jpeg" | "image/webp" | undefined
}

const SCRIPT = "<script>fetch('/api/cart')</script>"
const HTML = Buffer.from(`<!doctype html><html><body>${SCRIPT}</body></html>`)
const SVG = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${SCRIPT}</svg>`)
/** An empty archive, as a JAR or a ZIP ends. */
const ARCHIVE = Buffer.from([0x50, 0x4b, 5, 6, ...Array(18).fill(0)])
const PDF = Buffer.from("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj")

export const POLYGLOTS: readonly Polyglot[] = [
  { title: "an SVG with a script", bytes: SVG, keptAs: undefined },
  {
    title: "an SVG behind an XML head",
    bytes: Buffer.concat([Buffer.from("<?xml version='1.0'?>"), SVG]),
    keptAs: undefined,
  },
  { title: "HTML called PNG", bytes: HTML, keptAs: undefined },
  {
    title: "HTML behind the first bytes of a PNG",
    bytes: Buffer.concat([png().subarray(0, 8), HTML]),
    keptAs: undefined,
  },
  {
    title: "HTML behind the first bytes of a JPEG",
    bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), HTML]),
    keptAs: undefined,
  },
  {
    title: "HTML in the form of a WebP",
    bytes: Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP"), HTML]),
    keptAs: undefined,
  },
  {
    title: "a GIF that is an archive",
    bytes: Buffer.concat([Buffer.from("GIF89a\x01\0\x01\0\0\0\0"), ARCHIVE]),
    keptAs: undefined,
  },
  { title: "a GIF that is a script", bytes: Buffer.from("GIF89a/*\0*/=1;alert(1)"), keptAs: undefined },
  { title: "a PDF before a PNG", bytes: Buffer.concat([PDF, png()]), keptAs: undefined },
  { title: "an icon", bytes: Buffer.from([0, 0, 1, 0, 1, 0, 1, 1, 0, 0]), keptAs: undefined },
  { title: "a bitmap", bytes: Buffer.concat([Buffer.from("BM"), Buffer.alloc(60)]), keptAs: undefined },
  { title: "a PNG cut off in its head", bytes: png().subarray(0, 20), keptAs: undefined },
  { title: "a PNG of 4 billion pixels", bytes: png({ width: 65_535, height: 65_535 }), keptAs: undefined },
  {
    title: "a PNG as wide as a number can say",
    bytes: png({ width: 0xffffffff, height: 0xffffffff }),
    keptAs: undefined,
  },
  { title: "a PNG without pixels", bytes: png({ width: 0, height: 1 }), keptAs: undefined },
  { title: "a JPEG of 4 billion pixels", bytes: jpeg({ width: 65_535, height: 65_535 }), keptAs: undefined },
  {
    title: "a WebP of 200 billion pixels",
    bytes: webp("VP8X", { width: 16_777_216, height: 12_000 }),
    keptAs: undefined,
  },
  { title: "a PNG with HTML behind it", bytes: Buffer.concat([png(), HTML]), keptAs: "image/png" },
  { title: "a PNG with an archive behind it", bytes: Buffer.concat([png(), ARCHIVE]), keptAs: "image/png" },
  {
    title: "a JPEG with HTML in a comment",
    bytes: jpeg({ width: 1, height: 1 }, HTML),
    keptAs: "image/jpeg",
  },
  {
    title: "a JPEG with an archive behind it",
    bytes: Buffer.concat([jpeg(), ARCHIVE]),
    keptAs: "image/jpeg",
  },
  { title: "a WebP with a PDF behind it", bytes: Buffer.concat([webp("VP8X"), PDF]), keptAs: "image/webp" },
]
