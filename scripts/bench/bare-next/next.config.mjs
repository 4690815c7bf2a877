import { parse } from "node:path"

/** Next as it comes. Its packages are a link to those of the repository, which Turbopack wants within its root. */
export default {
  turbopack: { root: parse(process.cwd()).root },
}
