/** What the benches use of autocannon, which ships no types. */
declare module "autocannon" {
  export default function autocannon(options: {
    readonly url: string
    readonly connections: number
    /** In seconds. */
    readonly duration?: number
    /** So many requests, however long they take. */
    readonly amount?: number
  }): Promise<{
    readonly requests: { readonly average: number; readonly total: number }
    readonly non2xx: number
  }>
}
