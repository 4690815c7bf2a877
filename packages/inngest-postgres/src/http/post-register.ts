import { randomUUID } from "node:crypto"
import { readRegistration, registerFunctions } from "../functions/register-functions"
import { isObject } from "../protocol/op"
import type { Handler } from "./api"
import { readJson, refusal } from "./api-request"

/** `POST /fn/register`: an app tells which functions it has (an out-of-band sync). */
export const postRegister: Handler = async ({ context }, request) => {
  const body = await readJson(request)
  if (!isObject(body) || typeof body.url !== "string") return refusal(400, "The registration names no url.")
  try {
    const registration = readRegistration(body)
    const { modified } = await registerFunctions(context, registration, body.url)
    return { status: 200, body: { ok: true, modified, sync_id: randomUUID(), app_id: registration.appId } }
  } catch (error) {
    return refusal(400, (error as Error).message)
  }
}
