/** What the benches use of autocannon, which ships no types. */
declare module "autocannon" {
  export default function autocannon(options: {
    readonly url: string
    readonly connections: number
    /** In seconds. */
    readonly duration: number
  }): Promise<{ readonly requests: { readonly average: number }; readonly non2xx: number }>
}
