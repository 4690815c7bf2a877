/** Next calls this once per server process, before it serves anything. A failed boot ends the process in words. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return
  const { bootOrExit } = await import("./boot-or-exit")
  await bootOrExit()
}
