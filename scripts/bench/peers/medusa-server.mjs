// @ts-check
// Medusa as a process of its own, on DATABASE_URL and PORT, from the packages of MEDUSA_DIR: with "--fill" it
// makes its tables and a shop with one product, one way of shipping and one of paying, prints what a shopper needs to
// know of it, and ends.
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { resolve } from "node:path"

const directory = resolve(process.env.MEDUSA_DIR ?? "")
// Some of it is looked for where the process runs.
process.chdir(directory)
const peerRequire = createRequire(resolve(directory, "package.json"))

if (process.argv.includes("--fill")) {
  writeFileSync(resolve(directory, "medusa-config.js"), configuration())
  const cli = resolve(directory, "node_modules/.bin/medusa")
  execFileSync(cli, ["db:migrate"], { cwd: directory, stdio: ["ignore", "ignore", "inherit"] })
  const { default: load } = peerRequire("@medusajs/medusa/loaders/index")
  const { container } = await load({
    directory,
    expressApp: peerRequire("express")(),
    skipLoadingEntryPoints: true,
  })
  console.log(JSON.stringify(await fillShop(container)))
  process.exit(0)
}
await peerRequire("@medusajs/medusa/commands/start").default({
  directory,
  port: Number(process.env.PORT),
})

/** As many connections as the store and its engine may hold together; everything else that can be is in memory. */
function configuration() {
  return `module.exports = require("@medusajs/framework/utils").defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { pool: { min: 0, max: 32 } },
    http: { storeCors: "*", adminCors: "*", authCors: "*", jwtSecret: "bench", cookieSecret: "bench" },
  },
  admin: { disable: true },
})
`
}

/** @param {any} container */
async function fillShop(container) {
  const flows = peerRequire("@medusajs/medusa/core-flows")
  const { Modules, ContainerRegistrationKeys } = peerRequire("@medusajs/framework/utils")
  /** @param {string} name @param {object} input @returns {Promise<any>} */
  const run = async (name, input) => (await flows[name](container).run({ input })).result
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [channel] = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels()
  const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
  const [region] = await run("createRegionsWorkflow", {
    regions: [
      { name: "America", currency_code: "usd", countries: ["us"], payment_providers: ["pp_system_default"] },
    ],
  })
  await run("createTaxRegionsWorkflow", [{ country_code: "us", provider_id: "tp_system" }])
  const [location] = await run("createStockLocationsWorkflow", {
    locations: [
      {
        name: "Warehouse",
        address: { address_1: "1 Main Street", city: "San Francisco", country_code: "us" },
      },
    ],
  })
  const warehouse = { [Modules.STOCK_LOCATION]: { stock_location_id: location.id } }
  await link.create({ ...warehouse, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } })
  const fulfillment = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Shipping",
    type: "shipping",
    service_zones: [{ name: "America", geo_zones: [{ country_code: "us", type: "country" }] }],
  })
  await link.create({ ...warehouse, [Modules.FULFILLMENT]: { fulfillment_set_id: fulfillment.id } })
  await run("linkSalesChannelsToStockLocationWorkflow", { id: location.id, add: [channel.id] })
  const [profile] = await run("createShippingProfilesWorkflow", { data: [{ name: "Bench", type: "bench" }] })
  const [shipping] = await run("createShippingOptionsWorkflow", [
    {
      name: "Standard",
      price_type: "flat",
      provider_id: "manual_manual",
      service_zone_id: fulfillment.service_zones[0].id,
      shipping_profile_id: profile.id,
      type: { label: "Standard", description: "By mail", code: "standard" },
      prices: [{ currency_code: "usd", amount: 5 }],
      rules: [
        { attribute: "enabled_in_store", value: "true", operator: "eq" },
        { attribute: "is_return", value: "false", operator: "eq" },
      ],
    },
  ])
  const [product] = await run("createProductsWorkflow", {
    products: [
      {
        title: "Stickers",
        status: "published",
        shipping_profile_id: profile.id,
        options: [{ title: "Pack", values: ["One"] }],
        variants: [
          {
            title: "One",
            sku: "STICKERS",
            options: { Pack: "One" },
            manage_inventory: true,
            prices: [{ amount: 8, currency_code: "usd" }],
          },
        ],
        sales_channels: [{ id: channel.id }],
      },
    ],
  })
  const { data: items } = await query.graph({ entity: "inventory_item", fields: ["id"] })
  await run("createInventoryLevelsWorkflow", {
    inventory_levels: [
      { location_id: location.id, inventory_item_id: items[0].id, stocked_quantity: 1_000_000 },
    ],
  })
  return {
    key: key.token,
    regionId: region.id,
    variantId: product.variants[0].id,
    shippingOptionId: shipping.id,
  }
}
