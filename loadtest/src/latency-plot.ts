import type { PercentileCurve } from './percentiles.ts'

const WIDTH = 720
const HEIGHT = 360
const LEFT = 64
const RIGHT = 16
const TOP = 40
const BOTTOM = 48
const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37', '#8250df'] as const
const PERCENTILE_TICKS = [0, 50, 90, 99, 99.9, 99.99] as const
const LATENCY_TICKS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 60_000] as const
const LOWEST_MS = 1
const NINES_MAX = 4.3

export interface LatencyCurve {
  readonly name: string
  readonly points: PercentileCurve
}

/**
 * A percentile plot as SVG: latency on a logarithmic axis over the percentile, drawn so that each further nine takes the same width.
 * The tail, not the middle, is what there is to see.
 */
export function latencyPlot(title: string, curves: readonly LatencyCurve[]): string {
  const highestMs = Math.max(10, ...curves.flatMap((curve) => curve.points.map(([, ms]) => ms)))
  const x = (percentile: number): number => {
    const nines = percentile >= 100 ? NINES_MAX : Math.min(NINES_MAX, -Math.log10(1 - percentile / 100))
    return LEFT + (nines / NINES_MAX) * (WIDTH - LEFT - RIGHT)
  }
  const y = (latencyMs: number): number => {
    const share = Math.log(Math.max(LOWEST_MS, latencyMs) / LOWEST_MS) / Math.log(highestMs / LOWEST_MS)
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="20" font-size="14">${escapeText(title)}</text>`,
    ...PERCENTILE_TICKS.map((tick) => verticalTick(x(tick), `${tick} %`)),
    ...LATENCY_TICKS_MS.filter((tick) => tick <= highestMs).map((tick) =>
      horizontalTick(y(tick), `${tick} ms`),
    ),
    ...curves.map((curve, index) => {
      const colour = COLOURS[index % COLOURS.length] ?? COLOURS[0]
      const points = curve.points
        .map(([percentile, ms]) => `${round(x(percentile))},${round(y(ms))}`)
        .join(' ')
      return (
        `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/>` +
        `<text x="${LEFT + 8}" y="${TOP + 14 + index * 16}" fill="${colour}">${escapeText(curve.name)}</text>`
      )
    }),
    '</svg>',
    '',
  ].join('\n')
}

function verticalTick(x: number, label: string): string {
  return (
    `<line x1="${round(x)}" y1="${TOP}" x2="${round(x)}" y2="${HEIGHT - BOTTOM}" stroke="#d0d7de"/>` +
    `<text x="${round(x)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${label}</text>`
  )
}

function horizontalTick(y: number, label: string): string {
  return (
    `<line x1="${LEFT}" y1="${round(y)}" x2="${WIDTH - RIGHT}" y2="${round(y)}" stroke="#d0d7de"/>` +
    `<text x="${LEFT - 6}" y="${round(y) + 4}" text-anchor="end">${label}</text>`
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
