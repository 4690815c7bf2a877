import { expect, test } from "vitest"
import { readFunctionConfig } from "./function-config"

const refused: [asks: string, raw: Record<string, unknown>, sentence: string][] = [
  ["an option of a later SDK", { quota: {} }, 'asks for "quota", which this engine does not support'],
  ["a field of a later SDK", { throttle: { limit: 1, period: "1s", unit: 2 } }, "throttle.unit is not supp"],
  ["a trigger's field", { triggers: [{ event: "a", batch: 1 }] }, "trigger.batch is not supported"],
  [
    "createDefer",
    { triggers: [{ event: "inngest/deferred.schedule" }] },
    "Use step.invoke or step.sendEvent",
  ],
  ["half a wildcard", { triggers: [{ event: "shop/*.placed" }] }, "has a * that is not at its end"],
  ["a cancelOn wildcard", { cancel: [{ event: "shop/*" }] }, "names one event, without a *"],
  ["a cron nobody can read", { triggers: [{ cron: "every day" }] }, 'the cron "every day" cannot be read'],
  ["a zone that is none", { triggers: [{ cron: "TZ=Mars/One 0 9 * * *" }] }, "cannot be read"],
  ["connect()", { steps: { step: { runtime: { type: "ws", url: "" } } } }, "Serve the functions over HTTP"],
  ["21 retries", { steps: { step: { retries: { attempts: 21 } } } }, "a whole number from 0 to 20"],
  ["CEL that does not parse", { idempotency: "event.data.(" }, "is not valid CEL"],
  ["three concurrency limits", { concurrency: [1, 2, 3] }, "at most two concurrency limits"],
  ["a scope without a key", { concurrency: { limit: 1, scope: "env" } }, 'of scope "env" needs a key'],
  [
    "an idempotent batch",
    { idempotency: "event.data.k", batchEvents: { maxSize: 2, timeout: "1s" } },
    "batchEvents cannot be combined with idempotency",
  ],
]

test.each(refused)("%s is refused in a sentence that names the function", (_asks, raw, sentence) => {
  const read = () => readFunctionConfig({ id: "shop-f", ...raw }, "shop")
  expect(read).toThrow(sentence)
  expect(read).toThrow('Function "shop-f"')
})

test("an idempotency key takes the place of a rate limit, as the SDK's types say", () => {
  const rateLimit = { limit: 1, period: "1h" }
  const config = readFunctionConfig({ id: "f", rateLimit, idempotency: "event.data.k" }, "shop")
  expect(config.flow.rateLimit).toBeNull()
  expect(readFunctionConfig({ id: "f", rateLimit }, "shop").flow.rateLimit).not.toBeNull()
})
