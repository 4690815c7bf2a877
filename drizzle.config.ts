import { defineConfig } from "drizzle-kit"

export default defineConfig({
  dialect: "postgresql",
  schema: ["./src/store/*/tables.ts", "./src/services/tables.ts"],
  out: "./db/migrations",
})
