import { boolean, index, pgTable, text, timestamp } from "drizzle-orm/pg-core"
import type { Role } from "./role"

const at = (name: string) => timestamp(name, { withTimezone: true })

/** People who have signed in to the desk. Column names follow better-auth's core schema. */
export const users = pgTable("users", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text(),
  createdAt: at("created_at").notNull(),
  updatedAt: at("updated_at").notNull(),
})

/** Asked for on every request, so a deleted row is a revoked session at once, in every process. */
export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    token: text().notNull().unique(),
    expiresAt: at("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [index("sessions_user").on(table.userId)],
)

/** Accounts at sign-in providers. Their tokens are not needed after sign-in and stay null. */
export const accounts = pgTable(
  "accounts",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: at("access_token_expires_at"),
    refreshTokenExpiresAt: at("refresh_token_expires_at"),
    scope: text(),
    password: text(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [index("accounts_user").on(table.userId)],
)

/** Links and sign-in attempts that wait for their second half. Tokens are hashed. */
export const verifications = pgTable(
  "verifications",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: at("expires_at").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [index("verifications_identifier").on(table.identifier)],
)

/** Roles given at the desk. They replace the allow-list's role; they never admit anyone the list does not. */
export const personRoles = pgTable("person_roles", {
  email: text().primaryKey(),
  role: text().$type<Role>().notNull(),
  changedBy: text("changed_by").notNull(),
  changedAt: at("changed_at").notNull(),
})
