import type { IncomingMessage } from "node:http"
import { Readable } from "node:stream"
import { describe, expect, it } from "vitest"
import { createPictures, type Network } from "./fetch-picture"

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])

interface Answer {
  readonly status?: number
  readonly location?: string
  readonly body?: Buffer
}

/** A network of names and answers that remembers every address that was connected to. */
function network(names: Record<string, string[]>, answers: Record<string, Answer> = {}) {
  const connected: string[] = []
  const reach: Network = {
    resolve: async (hostname) => {
      const addresses = names[hostname]
      if (!addresses) throw new Error("ENOTFOUND")
      return addresses
    },
    get: async (url, address) => {
      connected.push(address)
      const { status = 200, location, body = PNG } = answers[url.href] ?? {}
      return Object.assign(Readable.from([body]), {
        statusCode: status,
        headers: location ? { location } : {},
      }) as unknown as IncomingMessage
    },
  }
  return { pictures: createPictures(reach), connected }
}

const PUBLIC = { "pictures.test": ["93.184.215.14"] }

describe("fetching a picture", () => {
  it("connects to the address that was checked", async () => {
    const { pictures, connected } = network(PUBLIC)
    expect(Buffer.from(await pictures.fetch("https://pictures.test/cap.png"))).toEqual(PNG)
    expect(connected).toEqual(["93.184.215.14"])
  })

  it("follows a redirect to another public address", async () => {
    const { pictures } = network(PUBLIC, {
      "https://pictures.test/old.png": { status: 302, location: "/new.png" },
    })
    expect(Buffer.from(await pictures.fetch("https://pictures.test/old.png"))).toEqual(PNG)
  })

  it.each([
    "http://pictures.test/cap.png",
    "ftp://pictures.test/cap.png",
    "file:///etc/passwd",
    "data:image/png;base64,iVBORw0KGgo=",
    "gopher://pictures.test/",
    "javascript:alert(1)",
    "//pictures.test/cap.png",
    "pictures.test/cap.png",
    "",
    "https://",
    "https://pictures.test:22/",
    "https://pictures.test:8443/",
    "https://user:secret@pictures.test/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://127.000.000.001/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://10.0.0.1/",
    "https://10.255.255.255/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://192.0.0.192/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[fe80::1]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://loopback.test/",
    "https://private.test/",
    "https://metadata.test/",
    "https://mixed.test/",
    "https://mapped.test/",
    "https://unknown.test/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://hop-to-loopback.test/",
    "https://hop-to-http.test/",
    "https://hop-to-private-name.test/",
    "https://hop-to-nowhere.test/",
    "https://hop-for-ever.test/",
  ])("refuses %s without a connection to it", async (url) => {
    const hop = (location: string) => ({ status: 302, location })
    const { pictures, connected } = network(
      {
        ...PUBLIC,
        localhost: ["127.0.0.1"],
        "localhost.": ["127.0.0.1"],
        "loopback.test": ["127.0.0.1"],
        "private.test": ["10.1.2.3"],
        "metadata.test": ["169.254.169.254"],
        "mixed.test": ["93.184.215.14", "192.168.0.1"],
        "mapped.test": ["::ffff:10.0.0.1"],
        "hop-to-loopback.test": ["93.184.215.15"],
        "hop-to-http.test": ["93.184.215.15"],
        "hop-to-private-name.test": ["93.184.215.15"],
        "hop-to-nowhere.test": ["93.184.215.15"],
        "hop-for-ever.test": ["93.184.215.15"],
      },
      {
        "https://hop-to-loopback.test/": hop("https://127.0.0.1/"),
        "https://hop-to-http.test/": hop("http://pictures.test/cap.png"),
        "https://hop-to-private-name.test/": hop("https://private.test/"),
        "https://hop-to-nowhere.test/": hop("https://"),
        "https://hop-for-ever.test/": hop("https://hop-for-ever.test/"),
      },
    )
    await expect(pictures.fetch(url)).rejects.toMatchObject({
      type: "VALIDATION_ERROR",
      details: { issues: [{ field: "imageSourceUrl" }] },
    })
    expect(connected.filter((address) => address !== "93.184.215.15")).toEqual([])
  })

  it("stops reading above 4 MiB", async () => {
    const { pictures } = network(PUBLIC, {
      "https://pictures.test/big.png": { body: Buffer.alloc(4 * 1024 * 1024 + 1) },
    })
    await expect(pictures.fetch("https://pictures.test/big.png")).rejects.toThrow("larger than")
  })

  it("passes an error page on as a refusal", async () => {
    const { pictures } = network(PUBLIC, { "https://pictures.test/gone.png": { status: 404 } })
    await expect(pictures.fetch("https://pictures.test/gone.png")).rejects.toThrow("status 404")
  })
})
