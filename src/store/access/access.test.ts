import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ADMIN, type OpenStore, openStore } from "../../../tests/support/open-store"
import { allowWithinLimits } from "./allow-within-limits"
import { API_TOKEN_PATTERN, isWellFormedApiToken, newApiToken } from "./api-token"
import { authenticateToken } from "./authenticate-token"
import { createToken } from "./create-token"
import { decideApproval } from "./decide-approval"
import { listApprovals } from "./list-approvals"
import { listTokens } from "./list-tokens"
import { revokeToken } from "./revoke-token"
import { apiTokens } from "./tables"

let store: OpenStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

describe("an API token", () => {
  it("has the published shape and a checksum that catches any wrong character", () => {
    const token = newApiToken()
    expect(token).toMatch(API_TOKEN_PATTERN)
    expect(isWellFormedApiToken(token)).toBe(true)
    for (let at = 5; at < token.length; at++) {
      const wrong = `${token.slice(0, at)}${token[at] === "a" ? "b" : "a"}${token.slice(at + 1)}`
      expect(isWellFormedApiToken(wrong)).toBe(false)
    }
  })

  it("lets its bearer in as the admin who made it, with its scopes", async () => {
    const { token, id } = await createToken(store.as(ADMIN), {
      name: "restock",
      scopes: ["swag:inventory:read"],
    })
    const { actor } = await authenticateToken(store.ctx, token, undefined)
    expect(actor).toEqual({ kind: "agent", id, email: "admin@shop.test", scopes: ["swag:inventory:read"] })
  })

  it("is nowhere in the database", async () => {
    const { token } = await createToken(store.as(ADMIN), { name: "secret", scopes: ["swag:orders:write"] })
    const dump = JSON.stringify(await store.ctx.db.select().from(apiTokens))
    expect(dump).not.toContain(token)
    expect(dump).not.toContain(token.slice(5, 35))
  })

  it("is dead at once when it is revoked", async () => {
    const { token, id } = await createToken(store.as(ADMIN), {
      name: "leaked",
      scopes: ["swag:orders:write"],
    })
    await revokeToken(store.as(ADMIN), id)
    await expect(authenticateToken(store.ctx, token, undefined)).rejects.toMatchObject({
      type: "UNAUTHORIZED",
    })
    expect((await listTokens(store.as(ADMIN))).find((view) => view.id === id)).toMatchObject({
      state: "revoked",
    })
  })

  it("dies when its days are over", async () => {
    const { token } = await createToken(store.as(ADMIN), {
      name: "short",
      scopes: ["swag:orders:write"],
      expiresInDays: 1,
    })
    const tomorrow = { ...store.ctx, now: () => new Date(store.clock.now.getTime() + 86_400_000) }
    await expect(authenticateToken(tomorrow, token, undefined)).rejects.toMatchObject({
      type: "UNAUTHORIZED",
    })
  })

  it("shows when it was last used", async () => {
    const { token, id } = await createToken(store.as(ADMIN), { name: "used", scopes: ["swag:orders:write"] })
    await authenticateToken(store.ctx, token, undefined)
    const view = (await listTokens(store.as(ADMIN))).find((candidate) => candidate.id === id)
    expect(view?.lastUsedAt).toBe(store.clock.now.toISOString())
  })

  it("of the environment has every scope and its configured actor", async () => {
    const configured = { token: "a-secret-from-the-environment", actorEmail: "ops@shop.test" }
    const { actor } = await authenticateToken(store.ctx, configured.token, configured)
    expect(actor.email).toBe("ops@shop.test")
    expect(actor.scopes).toHaveLength(7)
    await expect(authenticateToken(store.ctx, "another-secret", configured)).rejects.toMatchObject({
      type: "UNAUTHORIZED",
    })
  })

  it("cannot be made, listed or revoked by an agent", async () => {
    const input = { name: "mine", scopes: ["swag:orders:write" as const] }
    await expect(createToken(store.ctx, input)).rejects.toMatchObject({ type: "FORBIDDEN" })
    await expect(listTokens(store.ctx)).rejects.toMatchObject({ type: "FORBIDDEN" })
    await expect(revokeToken(store.ctx, "tok_any")).rejects.toMatchObject({ type: "FORBIDDEN" })
  })
})

describe("a daily limit", () => {
  const limits = { orders: 2, compCents: 10_000, stockUnits: 50 }
  const spend = (tokenId: string, fingerprint: string, amount: { orders?: number; stockUnits?: number }) =>
    allowWithinLimits(
      store.ctx,
      limits,
      { tokenId, fingerprint, operation: "submit_order", summary: "An order" },
      async (ctx) => {
        await ctx.allowance?.spend(ctx, amount)
        return "done"
      },
    )

  it("lets through what fits and refuses what does not, naming the approval that it waits for", async () => {
    expect(await spend("tok_a", "1", { orders: 1 })).toBe("done")
    expect(await spend("tok_a", "2", { orders: 1 })).toBe("done")
    const refusal = await spend("tok_a", "3", { orders: 1 }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ type: "FORBIDDEN", details: { approvalState: "waiting" } })
  })

  it("lets the approved request through once, and only that one", async () => {
    await spend("tok_b", "1", { orders: 2 })
    await spend("tok_b", "2", { orders: 1 }).catch(() => undefined)
    const waiting = (await listApprovals(store.as(ADMIN))).find(({ tokenId }) => tokenId === "tok_b")
    await decideApproval(store.as(ADMIN), { id: waiting?.id ?? "", decision: "approved" })
    await expect(spend("tok_b", "other", { orders: 1 })).rejects.toMatchObject({ type: "FORBIDDEN" })
    expect(await spend("tok_b", "2", { orders: 1 })).toBe("done")
    await expect(spend("tok_b", "2", { orders: 1 })).rejects.toMatchObject({ type: "FORBIDDEN" })
  })

  it("starts anew the next day", async () => {
    await spend("tok_c", "1", { stockUnits: 50 })
    await expect(spend("tok_c", "2", { stockUnits: 1 })).rejects.toMatchObject({ type: "FORBIDDEN" })
    const today = store.clock.now
    store.clock.now = new Date(today.getTime() + 86_400_000)
    expect(await spend("tok_c", "3", { stockUnits: 1 })).toBe("done")
    store.clock.now = today
  })

  it("is decided by admins alone, once", async () => {
    await spend("tok_d", "1", { orders: 3 }).catch(() => undefined)
    const waiting = (await listApprovals(store.as(ADMIN))).find(({ tokenId }) => tokenId === "tok_d")
    const decide = (actor: Parameters<OpenStore["as"]>[0]) =>
      decideApproval(store.as(actor), { id: waiting?.id ?? "", decision: "declined" })
    await expect(decide(store.ctx.actor)).rejects.toMatchObject({ type: "FORBIDDEN" })
    await decide(ADMIN)
    await expect(decide(ADMIN)).rejects.toMatchObject({ type: "CONFLICT" })
  })
})
