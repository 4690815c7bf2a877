// Loaded with `--require` before anything else: the clock of this process is off by CLOCK_OFF_MS.
const off = Number(process.env.CLOCK_OFF_MS)
const now = () => RealDate.now() + off
const RealDate = Date
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, asked) => Reflect.construct(target, given.length > 0 ? given : [now()], asked),
  apply: () => new RealDate(now()).toString(),
  get: (target, property) => (property === "now" ? now : Reflect.get(target, property)),
})
