export const appTypes = `
enum AppMethod { SERVE CONNECT API }
enum FunctionTriggerTypes { EVENT CRON }

type App {
  id: UUID!
  externalID: String!
  name: String!
  url: String
  sdkLanguage: String!
  sdkVersion: String!
  framework: String
  appVersion: String
  method: AppMethod!
  connected: Boolean!
  error: String
  autodiscovered: Boolean!
  functionCount: Int!
  functions: [Function!]!
}

type Function {
  id: UUID!
  slug: String!
  name: String!
  url: String!
  appID: UUID!
  app: App!
  triggers: [FunctionTrigger!]!
  configuration: FunctionConfiguration!
}

type FunctionTrigger {
  type: FunctionTriggerTypes!
  value: String!
  condition: String
  event: String
  cron: String
}

type FunctionConfiguration {
  retries: RetryConfiguration!
  concurrency: [ConcurrencyConfiguration!]!
  cancellations: [CancellationConfiguration!]!
  throttle: ThrottleConfiguration
  rateLimit: RateLimitConfiguration
  debounce: DebounceConfiguration
  eventsBatch: EventsBatchConfiguration
  singleton: SingletonConfiguration
  priority: String
}

type RetryConfiguration { value: Int! isDefault: Boolean }
type ConcurrencyConfiguration { scope: ConcurrencyScope! limit: ConcurrencyLimitConfiguration! key: String }
enum ConcurrencyScope { ACCOUNT ENVIRONMENT FUNCTION }
type ConcurrencyLimitConfiguration { value: Int! isPlanLimit: Boolean }
type CancellationConfiguration { event: String! condition: String timeout: String }
"Periods and timeouts are durations, such as 30s."
type ThrottleConfiguration { limit: Int! period: String! burst: Int! key: String }
type RateLimitConfiguration { limit: Int! period: String! key: String }
type DebounceConfiguration { period: String! key: String }
type EventsBatchConfiguration { maxSize: Int! timeout: String! key: String }
type SingletonConfiguration { mode: SingletonMode! key: String }
enum SingletonMode { SKIP CANCEL }
`
