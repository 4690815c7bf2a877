import { functionView } from "./function-view"
import { type QueryContext, reading } from "./query-context"

interface AppRow {
  id: string
  url: string
  sdk: string
  framework: string
}

/** Every app that was registered, by its id. */
export async function listApps(context: QueryContext) {
  const { rows } = await reading(context).query<AppRow>(
    "select id, url, sdk, framework from engine.apps order by id",
  )
  return rows.map((row) => appView(context, row))
}

/** Null when there is none of this id. */
export async function findApp(context: QueryContext, id: string) {
  const { rows } = await reading(context).query<AppRow>(
    "select id, url, sdk, framework from engine.apps where id = $1",
    [id],
  )
  return rows[0] ? appView(context, rows[0]) : null
}

/** The app of a function, also when it was deleted since. */
export async function appOf(context: QueryContext, id: string) {
  return (await findApp(context, id)) ?? appView(context, { id, url: "", sdk: "", framework: "" })
}

function appView({ engine }: QueryContext, { id, url, sdk, framework }: AppRow) {
  const functions = engine.registry.all().filter(({ appId }) => appId === id)
  // As the SDK says it: js:v4.24.0
  const [sdkLanguage = "", sdkVersion = ""] = sdk.split(":v")
  return {
    id,
    externalID: id,
    name: id,
    url: url || null,
    sdkLanguage,
    sdkVersion,
    framework: framework || null,
    appVersion: null,
    method: "SERVE",
    connected: functions.length > 0,
    error: null,
    autodiscovered: false,
    functionCount: functions.length,
    functions: functions.map(functionView),
  }
}
