import { readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join, normalize, relative } from "node:path"
import { describe, expect, it } from "vitest"

/** A file of the repository with what it imports, both as paths from the root; packages keep their names. */
interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

/** The floors of the house, from the street down. A file may import from its own floor and from those below. */
const FLOORS: readonly { readonly name: string; readonly holds: RegExp }[] = [
  { name: "the app", holds: /^src\/(app|components|instrumentation|boot|boot-or-exit)/ },
  {
    name: "agent-api, inngest functions and http",
    holds: /^src\/(agent-api|http|inngest\/(?!client|channels))/,
  },
  { name: "the wiring", holds: /^src\/wiring/ },
  { name: "the services and the letters", holds: /^src\/(services|letters|inngest\/(client|channels))/ },
  { name: "the database and the environment", holds: /^src\/(database|env)/ },
  { name: "the store", holds: /^src\/store/ },
  { name: "the errors", holds: /^src\/errors/ },
]

/** What a component may take from further down: types and pure rules, never the wiring or a service. */
const COMPONENT_SOURCES = /^src\/(components|store|errors)|^[^.]*\.css$/

/** Which nouns of the store a noun may use. */
const NOUNS: Readonly<Record<string, readonly string[]>> = {
  access: [],
  people: [],
  catalog: [],
  inventory: ["catalog"],
  discounts: [],
  cart: ["catalog", "discounts", "inventory"],
  imports: ["catalog", "inventory"],
  figures: [],
  orders: ["catalog", "inventory", "discounts", "cart", "imports", "figures"],
}

/** Nouns that hold no rules of the shop and serve every other: see docs/architecture.md. */
const SHARED_NOUNS = ["outbox", "idempotency", "audit"]

const FRAMEWORKS =
  /^(next|react|react-dom|inngest|@inngest\/.*|stripe|hono|@hono\/.*|@modelcontextprotocol\/.*|better-auth|stripe-sandbox|inngest-postgres)(\/|$)/

/** A name that ends like a secret's, or a signature that was just made, beside === or !==; `undefined` and the like are no secrets. */
const SECRET_COMPARISON =
  /\b\w*(?:[Ss]ecret|[Tt]oken|[Ss]ignature|[Pp]assword|[Dd]igest|[Kk]eyHash|[Tt]okenHash)\b\)? [!=]==? (?!undefined|null|""|0\b|typeof)|[!=]==? (?!["'])(?:\w+\.)*(?:\w*(?:[Ss]ecret|[Pp]assword|[Ss]ignature|[Dd]igest)\b|sign\()/

function problemsOf(source: Source): string[] {
  return RULES.flatMap((rule) => rule(source).map((problem) => `${source.path}: ${problem}`))
}

const RULES: readonly ((source: Source) => string[])[] = [
  function importsGoDown({ path, imports }) {
    const floor = floorOf(path)
    return floor === -1
      ? []
      : imports
          .filter((target) => floorOf(target) !== -1 && floorOf(target) < floor && !isSeedOfStore(target))
          .map(
            (target) =>
              `imports ${target}, which lives above it. Imports go down only, so that what is below can be read alone.`,
          )
  },
  function storeKnowsNoFramework({ path, imports }) {
    if (!path.startsWith("src/store/")) return []
    return imports
      .filter((target) => FRAMEWORKS.test(target))
      .map(
        (target) => `imports ${target}. The store knows no HTTP, React, Inngest or Stripe: give it a port.`,
      )
  },
  function nounsDependOneWay({ path, imports }) {
    const noun = nounOf(path)
    const allowed = noun && NOUNS[noun]
    if (!noun || !allowed) return []
    return imports
      .map(nounOf)
      .filter(
        (other): other is string =>
          !!other && other !== noun && !allowed.includes(other) && !SHARED_NOUNS.includes(other),
      )
      .map(
        (other) =>
          `uses the noun ${other}. Nouns depend one way: catalog ← inventory ← orders, discounts ← orders, cart ← orders.`,
      )
  },
  function componentsAreGivenTheirData({ path, imports }) {
    if (!path.startsWith("src/components/")) return []
    return imports
      .filter((target) => target.startsWith("src/") && !COMPONENT_SOURCES.test(target))
      .map((target) => `imports ${target}. Components get their data as props; pages fetch it.`)
  },
  function packagesStandAlone({ path, imports }) {
    if (!path.startsWith("packages/")) return []
    return imports
      .filter((target) => target.startsWith("src/"))
      .map(
        (target) =>
          `imports ${target}. Packages stand in for other people's servers and know nothing of the shop.`,
      )
  },
  function oneReaderOfTheEnvironment({ path, text }) {
    // Next replaces process.env.NEXT_RUNTIME while bundling, which only works where it stands literally.
    const allowed = /^src\/(env|instrumentation)\.ts$|\.test\.tsx?$/
    return path.startsWith("src/") && !allowed.test(path) && /process\.env\b/.test(text)
      ? ["reads process.env. Only src/env.ts does, so that every variable is typed and checked at boot."]
      : []
  },
  function namesSayWhatIsInside({ path }) {
    const name = path.split("/").at(-1) ?? ""
    const problems = []
    if (/(^|\/)(utils?|lib|common|helpers?|misc)(\/|\.)/.test(path)) {
      problems.push("is a drawer. Name the file for the one thing it exports.")
    }
    if (path.startsWith("src/") && name === "index.ts" && path !== "src/services/index.ts") {
      problems.push("is a barrel. Import from the file that owns the thing.")
    }
    return problems
  },
  function secretsAreComparedInConstantTime({ path, text }) {
    if (!/^(src|packages)\//.test(path) || /\.test\.tsx?$/.test(path)) return []
    return SECRET_COMPARISON.test(text)
      ? ["compares a secret with ===. Use sameSecret, so that the time it takes tells nothing."]
      : []
  },
  function filesHoldOneIdea({ path, text }) {
    const lines = text.split("\n").length
    return /^(src|packages)\//.test(path) && !/\.test\.tsx?$/.test(path) && lines > 400
      ? [`has ${lines} lines. Past its size a file holds two ideas; find the second one's name.`]
      : []
  },
]

function floorOf(path: string): number {
  return FLOORS.findIndex(({ holds }) => holds.test(path))
}

function nounOf(path: string): string | undefined {
  return /^src\/store\/([^/]+)\//.exec(path)?.[1]
}

function isSeedOfStore(target: string): boolean {
  return target.startsWith("db/seed")
}

function parse(path: string, text: string): Source {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^"';]*?from\s*"([^"]+)"|(?:^|\n)\s*import\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)/g,
  )
  const imports = [...found].map(([, from, bare, dynamic]) => resolve(path, from ?? bare ?? dynamic ?? ""))
  return { path, text, imports }
}

function resolve(path: string, specifier: string): string {
  if (specifier.startsWith("@/")) return `src/${specifier.slice(2)}`
  return specifier.startsWith(".") ? normalize(join(dirname(path), specifier)) : specifier
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (name === "node_modules") return []
    if (statSync(path).isDirectory()) return filesUnder(path)
    return /\.(ts|tsx)$/.test(name) ? [relative(".", path)] : []
  })
}

describe("the house", () => {
  const sources = [...filesUnder("src"), ...filesUnder("packages")].map((path) =>
    parse(path, readFileSync(path, "utf8")),
  )

  it("keeps its rules", () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.flatMap(problemsOf)).toEqual([])
  })

  it.each([
    ["src/store/orders/x.ts", 'import { getShop } from "../../wiring"', "lives above it"],
    ["src/services/x.ts", 'import { route } from "@/http/route"', "lives above it"],
    ["src/store/orders/x.ts", 'import Stripe from "stripe"', "give it a port"],
    ["src/store/catalog/x.ts", 'import { orders } from "../orders/tables"', "one way"],
    ["src/components/ui/x.tsx", 'import { getShop } from "@/wiring"', "as props"],
    [
      "packages/engine/src/x.ts",
      'const { a } = await import("../../../src/errors")',
      "know nothing of the shop",
    ],
    ["src/http/x.ts", "const a = process.env.SECRET", "Only src/env.ts"],
    ["src/http/x.ts", "if (given === expectedSecret) return", "the time it takes"],
    ["src/http/x.ts", "if (request.token !== config.value) return", "the time it takes"],
    ["src/http/x.ts", "return tag === vault.sign(text)", "the time it takes"],
    ["src/http/utils.ts", "", "drawer"],
    ["src/http/index.ts", "", "barrel"],
    ["src/http/x.ts", "\n".repeat(400), "two ideas"],
  ])("notices a broken rule in %s", (path, text, reason) => {
    expect(problemsOf(parse(path, text)).join()).toContain(reason)
  })
})
