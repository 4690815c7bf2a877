import { prepareMedusa } from "./medusa"
import type { PeerShop } from "./peer-shop"
import { prepareVendure } from "./vendure"

/**
 * The other shops. They are no dependencies: each is measured when a variable names the folder in which it is
 * installed, see docs/performance.md.
 */
export const PEER_SHOPS: readonly PeerKind[] = [
  { name: "Vendure", variable: "VENDURE_DIR", toReach: 50, prepare: prepareVendure },
  { name: "Medusa", variable: "MEDUSA_DIR", toReach: 200, prepare: prepareMedusa },
]

export interface PeerKind {
  readonly name: string
  readonly variable: string
  /** How many times as many orders as the peer's are hoped for. */
  readonly toReach: number
  prepare(folder: string, postgresUrl: string): Promise<PeerShop>
}
