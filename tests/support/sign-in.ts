import type { Role } from "../../src/store/people/role"

/**
 * Signs in at a demo store, and answers with the cookies that are its session.
 * @param origin the store's own, where it is reached by another address
 */
export async function signInAs(role: Role, address: string, origin = address): Promise<string> {
  const response = await fetch(`${address}/sign-in/demo`, {
    method: "POST",
    redirect: "manual",
    headers: { origin, "content-type": "application/x-www-form-urlencoded" },
    body: `role=${role}`,
  })
  return cookiesOf(response)
}

/** What an answer has set, as a browser would send it back. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ")
}
