/** Units from the largest down. Two days are said as days, one day as 24 hours: banks speak of windows that way. */
const UNITS = [
  { name: 'day', ms: 86_400_000, fromMs: 172_800_000 },
  { name: 'hour', ms: 3_600_000, fromMs: 3_600_000 },
  { name: 'minute', ms: 60_000, fromMs: 60_000 },
  { name: 'second', ms: 1_000, fromMs: 1_000 },
  { name: 'millisecond', ms: 1, fromMs: 1 },
] as const

/** `24 hours`, `3 days 4 hours`; at most two units, with `about` in front where that leaves something out. */
export function durationInWords(durationMs: number): string {
  if (durationMs < 0) {
    return `minus ${durationInWords(-durationMs)}`
  }
  const wholeMs = Math.round(durationMs)
  const first = UNITS.findIndex((unit) => wholeMs >= unit.fromMs)
  const [large, small] = UNITS.slice(first === -1 ? UNITS.length - 1 : first)
  if (large === undefined) {
    throw new TypeError('There is a smallest unit')
  }
  const count = Math.floor(wholeMs / large.ms)
  const restMs = wholeMs - count * large.ms
  const smallCount = small === undefined ? 0 : Math.floor(restMs / small.ms)
  const words = [
    counted(count, large.name),
    ...(small === undefined || smallCount === 0 ? [] : [counted(smallCount, small.name)]),
  ].join(' ')
  const isExact = restMs === smallCount * (small?.ms ?? 0) && wholeMs === durationMs
  return isExact ? words : `about ${words}`
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
