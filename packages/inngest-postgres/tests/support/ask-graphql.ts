interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: what a query is answered with is as it asks
  data: any
  /** What went wrong, in words. */
  errors: string[]
}

/** Asks a server's GraphQL door as any client does. */
export async function askGraphql(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${url}/v0/gql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const body = (await answer.json()) as { data?: unknown; errors?: { message: string }[]; error?: string }
  const errors = body.errors?.map(({ message }) => message) ?? (body.error ? [body.error] : [])
  return { status: answer.status, data: body.data ?? null, errors }
}
