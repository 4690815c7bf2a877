import { readFileSync } from "node:fs"
import { listOperations } from "../../src/agent-api/registry"
import { PERMISSIONS, type Permission } from "../../src/store/people/role"

export interface GuardedRoute {
  readonly path: string
  readonly kind: "page" | "route"
  readonly source: string
  readonly text: string
  readonly methods: readonly string[]
  /** For what is behind the desk. */
  readonly permission: Permission | undefined
  /** In words: the permission, the kind of guard, or that there is none. */
  readonly guard: string
}

export interface GuardedAction {
  readonly id: string
  readonly source: string
  readonly name: string
  /** A page whose forms use it, as it is posted to. */
  readonly page: string
  readonly permission: Permission | undefined
}

/** Every page and route that `next build` says there is, with the guard that its source declares. */
export function listRoutes(): GuardedRoute[] {
  const manifest: Record<string, string> = read(".next/app-path-routes-manifest.json")
  return Object.entries(manifest)
    .filter(([entry]) => !entry.startsWith("/_"))
    .map(([entry, path]): GuardedRoute => {
      const kind = entry.endsWith("/route") ? "route" : "page"
      const source = `src/app${entry}.${kind === "route" ? "ts" : "tsx"}`
      const text = readFileSync(source, "utf8")
      const permission = /(?:openDesk|deskRoute(?:<[^>]*>)?)\(\s*"([a-z:]+)"/.exec(text)?.[1]
      const kinds = [...text.matchAll(/\broute(?:<[^>]*>)?\(\s*"([a-z-]+)"/g)].map(([, name]) => name)
      const methods = [...text.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
        ([, name]) => name ?? "",
      )
      return {
        path,
        kind,
        source,
        text,
        methods: kind === "page" ? ["GET"] : methods,
        permission: permission as Permission | undefined,
        guard: permission ?? ([...new Set(kinds)].join(", ") || "public"),
      }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Every server action that the build can run, with the permission that its source declares. */
export function listActions(): GuardedAction[] {
  const { node } = read<{
    node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>
  }>(".next/server/server-reference-manifest.json")
  return Object.entries(node)
    .map(([id, { workers, filename, exportedName }]): GuardedAction => {
      const text = readFileSync(filename, "utf8")
      const declared = new RegExp(`export const ${exportedName} = action\\(\\{\\s*permission: "([a-z:]+)"`)
      return {
        id,
        source: filename,
        name: exportedName,
        page: exampleOf((Object.keys(workers)[0] ?? "").replace(/^app|\/page$/g, "")),
        permission: declared.exec(text)?.[1] as Permission | undefined,
      }
    })
    .sort((a, b) => (a.source + a.name < b.source + b.name ? -1 : 1))
}

/** An address that fits the pattern. */
export function exampleOf(path: string): string {
  return path.replaceAll(/\[[^\]]+\]+/g, "unknown")
}

/** The table of docs/guards.md. */
export function guardTable(): string {
  const roles = (permission: Permission | undefined) =>
    permission === undefined ? "" : PERMISSIONS[permission].join(", ")
  const rows = (cells: readonly (readonly string[])[]) => cells.map((row) => `| ${row.join(" | ")} |`)
  return [
    "# Who may call what",
    "",
    "Made from the build by `tests/faults/guards.test.ts`, which calls each of these as a stranger, as a customer with",
    "an order's cookie, as every role, with a session that was ended and with a read-only token, and fails when this",
    "page is stale. After a change: `npm run build && npx vitest run -u tests/faults/guards.test.ts`.",
    "",
    "A permission, such as `orders:write`, is asked of whoever is signed in. `public`: anyone. `same-origin`: a form of",
    "the shop itself. `signed`: a vendor's signature. `bearer`: an API token, whose scopes stand below.",
    "",
    "## Pages and routes",
    "",
    "| path | methods | guard | roles |",
    "| --- | --- | --- | --- |",
    ...rows(
      listRoutes().map(({ path, methods, guard, permission }) => [
        `\`${path}\``,
        methods.join(", "),
        guard,
        roles(permission),
      ]),
    ),
    "",
    "## Server actions",
    "",
    "| action | in | permission | roles |",
    "| --- | --- | --- | --- |",
    ...rows(
      listActions().map(({ name, source, permission }) => [
        `\`${name}\``,
        `\`${source}\``,
        permission ?? "none",
        roles(permission),
      ]),
    ),
    "",
    "## Tools",
    "",
    "| tool | scopes |",
    "| --- | --- |",
    ...rows(listOperations().map(({ name, scopes }) => [`\`${name}\``, scopes.join(", ") || "any token"])),
    "",
  ].join("\n")
}

function read<Json>(path: string): Json {
  return JSON.parse(readFileSync(path, "utf8")) as Json
}
