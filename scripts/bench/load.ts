import { Agent, request } from "node:http"

export interface Load {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

export interface Shot {
  readonly url: string
  readonly method?: "GET" | "POST"
  readonly headers?: Record<string, string>
  readonly body?: string
}

/**
 * Sends the shots over so many kept connections, each as soon as its connection is free. The first of each connection
 * opens it, and counts in no latency.
 * @throws Error for an answer that is not 2xx or 3xx: a fast refusal is no speed
 */
export async function load(connections: number, shots: readonly Shot[]): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let next = 0
  const start = performance.now()
  const lane = async () => {
    for (let shot = shots[next++], open = false; shot; shot = shots[next++], open = true) {
      const sent = performance.now()
      await send(agent, shot)
      if (open) times.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: connections }, lane))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { perSecond: shots.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
}

function send(agent: Agent, { url, method = "GET", headers = {}, body = "" }: Shot): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {}
    const sent = request(url, { agent, method, headers: { ...headers, ...length } }, (answer) => {
      answer.resume()
      answer.once("end", () => {
        const { statusCode = 0 } = answer
        if (statusCode >= 200 && statusCode < 400) resolve()
        else reject(new Error(`${method} ${url} answered ${statusCode}`))
      })
    })
    sent.once("error", reject)
    sent.end(body)
  })
}
