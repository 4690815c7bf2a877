/** A request to the engine's API, whether it came over HTTP or by a function call. */
export interface ApiRequest {
  method: string
  url: URL
  header(name: string): string | null
  text(): Promise<string>
}

export interface ApiAnswer {
  status: number
  /** JSON, or null for an empty body. */
  body: unknown
  /** In place of JSON. */
  text?: string
}

export function refusal(status: number, error: string): ApiAnswer {
  return { status, body: { status, error } }
}

/** A request's body as JSON; undefined when it is none. */
export async function readJson(request: ApiRequest): Promise<unknown> {
  return parseJson(await request.text())
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads what was handed to `fetch`, without the cost of a Request when it is not one. */
export function readFetchArguments(input: string | URL | Request, init?: RequestInit): ApiRequest {
  if (input instanceof Request) {
    const request = new Request(input, init)
    return {
      method: request.method,
      url: new URL(request.url),
      header: (name) => request.headers.get(name),
      text: () => request.text(),
    }
  }
  const headers = new Headers(init?.headers)
  const body = init?.body
  return {
    method: (init?.method ?? "GET").toUpperCase(),
    url: new URL(input),
    header: (name) => headers.get(name),
    text: async () => (typeof body === "string" ? body : body ? new Response(body).text() : ""),
  }
}
