import { monotonicFactory } from "ulid"

/** An id for a new run: a ULID, greater than those this process has made before, so that runs list as they came. */
export const newRunId = monotonicFactory()
