export type { Sql, SqlDatabase } from "./database"
export { TEST_CARDS, type TestCard } from "./payments/test-cards"
export { createStripeSandbox, type StripeSandbox, type StripeSandboxOptions } from "./sandbox"
