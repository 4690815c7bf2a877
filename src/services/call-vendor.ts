import { StoreError } from "../errors"

const TIMEOUT_MS = 10_000

/**
 * One call of a vendor's HTTP API. A refusal that another try cannot mend names the vendor and the status, never
 * what was sent, since that may hold personal data.
 * @throws StoreError SERVICE_UNAVAILABLE when the vendor does not answer, is busy, or fails; INTERNAL_ERROR when it
 * refuses the call
 */
export async function callVendor(
  vendor: string,
  url: string | URL,
  init: RequestInit,
  send: typeof fetch = fetch,
): Promise<Response> {
  let response: Response
  try {
    response = await send(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (error) {
    throw new StoreError("SERVICE_UNAVAILABLE", `${vendor} did not answer.`, { cause: error })
  }
  if (response.ok) return response
  await response.body?.cancel()
  if (response.status === 408 || response.status === 429 || response.status >= 500) {
    throw new StoreError("SERVICE_UNAVAILABLE", `${vendor} answered ${response.status}.`)
  }
  throw new StoreError("INTERNAL_ERROR", `${vendor} refused the call with ${response.status}.`, {
    userAction: `Look at the variables for ${vendor}.`,
  })
}

/**
 * The answer's JSON.
 * @throws StoreError SERVICE_UNAVAILABLE when it is none
 */
export async function readVendorJson<Body>(vendor: string, response: Response): Promise<Body> {
  try {
    return (await response.json()) as Body
  } catch (error) {
    throw new StoreError("SERVICE_UNAVAILABLE", `${vendor} answered with something unreadable.`, {
      cause: error,
    })
  }
}
