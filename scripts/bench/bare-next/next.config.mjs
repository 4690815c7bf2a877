import { fileURLToPath } from "node:url"

/** Next as it comes, but for where it finds its packages. */
export default {
  turbopack: { root: fileURLToPath(new URL("../../..", import.meta.url)) },
}
