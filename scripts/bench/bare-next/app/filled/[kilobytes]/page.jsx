/** A static page of some size, which is built when it is first asked for. */
export const generateStaticParams = () => []

export default async function Page({ params }) {
  const { kilobytes } = await params
  // What a page says is in its HTML twice: as text, and as the data that React starts with.
  return <p>{"x".repeat((Number(kilobytes) * 1_000) / 2)}</p>
}
