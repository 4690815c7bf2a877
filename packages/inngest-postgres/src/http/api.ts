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
  /** Absent in an app's own process, which registers its functions itself. */
  readonly apps?: FollowedApps
}

/** Apps that are asked for their functions. */
export interface FollowedApps {
  /** Asks an app now, and keeps asking. Resolves to its id. @throws Error in words when it does not answer as an app would */
  add(url: string): Promise<string>
  /** Asks it no more. */
  drop(url: string): void
}

export type Handler = (api: Api, request: ApiRequest, parameter: string) => Promise<ApiAnswer>
