// @ts-check
// So many viewers of one stream, in a process of their own: `node scripts/bench/viewers.mjs URL COUNT`, with a parent.
// Says when all are there; then, for each "next", that it is ready, and the time at which the last of them has data.
import { connect } from "node:net"

const [, , address = "", count = "0"] = process.argv
const url = new URL(address)
const request = `GET ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\naccept: text/event-stream\r\n\r\n`

let round = 0
let left = Number.POSITIVE_INFINITY

for (let number = 0; number < Number(count); number++) await open()
process.send?.("here")
process.on("message", () => {
  round += 1
  left = Number(count)
  process.send?.("ready")
})

/** Opens one stream, and counts its first data of each round. */
function open() {
  return new Promise((resolve, reject) => {
    let seen = 0
    const socket = connect(Number(url.port), url.hostname, () => socket.write(request))
    socket.once("error", reject)
    socket.once("data", resolve)
    socket.on("data", (chunk) => {
      if (seen === round || !chunk.includes("data: ")) return
      seen = round
      left -= 1
      // The clock of the machine, which the parent reads too.
      if (left === 0) process.send?.(String(Number(process.hrtime.bigint()) / 1e6))
    })
  })
}
