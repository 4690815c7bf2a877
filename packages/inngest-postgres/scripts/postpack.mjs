// @ts-check
import { renameSync, rmSync } from "node:fs"

/** Undoes what `prepack` did to the workspace. */
renameSync("package.json.workspace", "package.json")
rmSync("dist", { recursive: true })
