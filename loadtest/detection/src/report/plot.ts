const WIDTH = 720
const HEIGHT = 360
const LEFT = 64
const RIGHT = 16
const TOP = 40
const BOTTOM = 48
const BAR_LEFT = 200
const BAR_HEIGHT = 18
const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37', '#8250df', '#9a6700'] as const
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const

export interface PlottedLine {
  readonly name: string
  readonly points: readonly (readonly [number, number])[]
}
export interface PlottedAxis {
  readonly label: string
  readonly max: number
  readonly format: (value: number) => string
}

/** Lines over two linear axes that begin at 0, as SVG. */
export function linePlot(
  title: string,
  x: PlottedAxis,
  y: PlottedAxis,
  lines: readonly PlottedLine[],
): string {
  const atX = (value: number): number => LEFT + (value / (x.max || 1)) * (WIDTH - LEFT - RIGHT)
  const atY = (value: number): number => HEIGHT - BOTTOM - (value / (y.max || 1)) * (HEIGHT - TOP - BOTTOM)
  return svg(WIDTH, HEIGHT, title, [
    ...TICKS.map(
      (tick) =>
        `<line x1="${round(atX(tick * x.max))}" y1="${TOP}" x2="${round(atX(tick * x.max))}" y2="${HEIGHT - BOTTOM}" stroke="#d0d7de"/>` +
        `<text x="${round(atX(tick * x.max))}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${escapeText(x.format(tick * x.max))}</text>` +
        `<line x1="${LEFT}" y1="${round(atY(tick * y.max))}" x2="${WIDTH - RIGHT}" y2="${round(atY(tick * y.max))}" stroke="#d0d7de"/>` +
        `<text x="${LEFT - 6}" y="${round(atY(tick * y.max)) + 4}" text-anchor="end">${escapeText(y.format(tick * y.max))}</text>`,
    ),
    `<text x="${WIDTH / 2}" y="${HEIGHT - 10}" text-anchor="middle">${escapeText(x.label)}</text>`,
    `<text x="${LEFT}" y="34">${escapeText(y.label)}</text>`,
    ...lines.map(({ name, points }, index) => {
      const colour = COLOURS[index % COLOURS.length] ?? COLOURS[0]
      const path = points.map(([a, b]) => `${round(atX(a))},${round(atY(b))}`).join(' ')
      return (
        `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>` +
        `<text x="${WIDTH - RIGHT - 8}" y="${TOP + 14 + index * 16}" text-anchor="end" fill="${colour}">${escapeText(name)}</text>`
      )
    }),
  ])
}

export interface PlottedBar {
  readonly name: string
  /** From 0 to 1. */
  readonly share: number
  readonly label: string
}

/** Horizontal bars of shares, as SVG. */
export function barPlot(title: string, bars: readonly PlottedBar[]): string {
  const height = TOP + bars.length * BAR_HEIGHT + 12
  const full = WIDTH - BAR_LEFT - 120
  return svg(
    WIDTH,
    height,
    title,
    bars.map(({ name, share, label }, index) => {
      const y = TOP + index * BAR_HEIGHT
      return (
        `<text x="${BAR_LEFT - 8}" y="${y + 13}" text-anchor="end">${escapeText(name)}</text>` +
        `<rect x="${BAR_LEFT}" y="${y + 3}" width="${round(full * share)}" height="${BAR_HEIGHT - 6}" fill="${COLOURS[0]}"/>` +
        `<text x="${round(BAR_LEFT + full * share + 6)}" y="${y + 13}">${escapeText(label)}</text>`
      )
    }),
  )
}

function svg(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="18" font-size="14">${escapeText(title)}</text>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
