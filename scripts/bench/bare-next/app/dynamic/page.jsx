export const dynamic = "force-dynamic"

/** A page that is rendered for each visitor. */
export default function Page() {
  return <p>{new Date().toISOString()}</p>
}
