// @ts-check
// Vendure as a process of its own, on DATABASE_URL and PORT, from the packages of VENDURE_DIR: with "--fill" it
// makes its tables and a shop with one product, one way of shipping and one of paying, and ends.
import { createRequire } from "node:module"
import { resolve } from "node:path"

const directory = resolve(process.env.VENDURE_DIR ?? "")
// It leaves files where it runs.
process.chdir(directory)
const peerRequire = createRequire(resolve(directory, "package.json"))
const core = peerRequire("@vendure/core")
const { lastValueFrom } = peerRequire("rxjs")
const fill = process.argv.includes("--fill")

const app = await core.bootstrap({
  logger: new core.DefaultLogger({ level: core.LogLevel.Error, timestamp: false }),
  apiOptions: { port: Number(process.env.PORT), introspection: false },
  authOptions: {
    tokenMethod: "bearer",
    superadminCredentials: { identifier: "bench", password: "password-of-the-bench" },
  },
  // As many connections as the store and its engine may hold together. A shop in production does not compare its
  // tables with its code at each start, so only the filling does.
  dbConnectionOptions: {
    type: "postgres",
    url: process.env.DATABASE_URL,
    synchronize: fill,
    logging: false,
    extra: { max: 32 },
  },
  paymentOptions: { paymentMethodHandlers: [core.dummyPaymentHandler] },
  plugins: [],
})
if (fill) {
  await fillShop()
  await app.close()
  process.exit(0)
}
// There is no worker: jobs, if any, are done here.
await app.get(core.JobQueueService).start()

async function fillShop() {
  await app.get(core.Populator).populateInitialData({
    defaultLanguage: "en",
    defaultZone: "America",
    countries: [{ code: "US", name: "United States", zone: "America" }],
    taxRates: [{ name: "Standard", percentage: 0 }],
    shippingMethods: [{ name: "Standard", price: 500 }],
    paymentMethods: [
      {
        name: "Dummy",
        handler: {
          code: core.dummyPaymentHandler.code,
          arguments: [{ name: "automaticSettle", value: "true" }],
        },
      },
    ],
    collections: [],
  })
  const ctx = await app.get(core.RequestContextService).create({ apiType: "admin", languageCode: "en" })
  const sheet = `name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets
Stickers,stickers,A pack of stickers,,,,,STICKERS,8.00,Standard,1000000,true,,
`
  const { errors } = await lastValueFrom(app.get(core.Importer).parseAndImport(sheet, ctx, false))
  if (errors?.length) throw new Error(errors.join("\n"))
}
