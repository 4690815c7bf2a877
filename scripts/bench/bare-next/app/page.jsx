/** The empty page. */
export default function Page() {
  return null
}
