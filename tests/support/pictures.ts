import { crc32, deflateSync } from "node:zlib"

/** A PNG of one colour; `claims` is the size that its head says it has. */
export function png(claims: { width: number; height: number } = { width: 1, height: 1 }): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(claims.width, 0)
  head.writeUInt32BE(claims.height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.from([0, 255, 115, 0]))),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

/** The head of a JPEG: an application segment, with what it holds, before the frame that says the size. */
export function jpeg(size = { width: 1, height: 1 }, inside = Buffer.from("JFIF\0")): Buffer {
  const application = Buffer.alloc(4)
  application.writeUInt16BE(0xffe0, 0)
  application.writeUInt16BE(inside.length + 2, 2)
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(size.height, 5)
  frame.writeUInt16BE(size.width, 7)
  return Buffer.concat([Buffer.from([0xff, 0xd8]), application, inside, frame, Buffer.from([0xff, 0xd9])])
}

/** The head of a WebP in one of its three forms. */
export function webp(form: "VP8X" | "VP8L" | "VP8 ", size = { width: 1, height: 1 }): Buffer {
  const bytes = Buffer.alloc(30)
  bytes.write("RIFF", 0)
  bytes.writeUInt32LE(22, 4)
  bytes.write(`WEBP${form}`, 8)
  if (form === "VP8X") {
    bytes.writeUIntLE(size.width - 1, 24, 3)
    bytes.writeUIntLE(size.height - 1, 27, 3)
  } else if (form === "VP8L") {
    bytes.writeUInt8(0x2f, 20)
    bytes.writeUInt32LE((size.width - 1) | ((size.height - 1) << 14), 21)
  } else {
    bytes.set([0x9d, 0x01, 0x2a], 23)
    bytes.writeUInt16LE(size.width, 26)
    bytes.writeUInt16LE(size.height, 28)
  }
  return bytes
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
