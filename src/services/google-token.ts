import { JWT } from "google-auth-library"
import { StoreError } from "../errors"
import { readServiceAccount } from "../service-account"

/** Access tokens of a service account for spreadsheets, renewed before they end. */
export function createGoogleToken(base64: string): () => Promise<string> {
  const account = readServiceAccount(base64)
  if (!account) throw new Error("GOOGLE_SERVICE_ACCOUNT_JSON is not a service account's key file in base64")
  const client = new JWT({
    email: account.client_email,
    key: account.private_key,
    scopes: ["https://www.googleapis.com/auth/spreadsheets"],
  })
  return async () => {
    try {
      const { token } = await client.getAccessToken()
      if (!token) throw new Error("Google gave no token")
      return token
    } catch (error) {
      throw new StoreError("SERVICE_UNAVAILABLE", "Google gave no access token.", { cause: error })
    }
  }
}
