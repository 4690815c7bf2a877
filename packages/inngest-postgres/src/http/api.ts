import type { EngineContext } from "../engine-context"
import type { MessageBus } from "../realtime/message-bus"
import type { ApiAnswer, ApiRequest } from "./api-request"

/** What the API's routes work with. */
export interface Api {
  readonly context: EngineContext
  readonly bus: MessageBus
  /** Signs subscription tokens. */
  readonly realtimeKey: string
  /** What callers must show; null where only this process can call, or in development. */
  readonly access: { signingKey: string; eventKeys: readonly string[] } | null
}

export type Handler = (api: Api, request: ApiRequest, parameter: string) => Promise<ApiAnswer>
