/** A straight line through points, by least squares. */
export interface LineFit {
  /** Undefined where all points have the same x. */
  readonly slope: number | undefined
  /** Share of the spread that the line explains, 0 to 1; undefined where there is no spread, or no third point to judge the line by. */
  readonly explained: number | undefined
}

/** Every two points lie on a line. */
const POINTS_TO_JUDGE_MIN = 3

export function fitLine(points: readonly { readonly x: number; readonly y: number }[]): LineFit {
  const meanX = mean(points.map(({ x }) => x))
  const meanY = mean(points.map(({ y }) => y))
  const spreadX = sum(points.map(({ x }) => (x - meanX) ** 2))
  const spreadY = sum(points.map(({ y }) => (y - meanY) ** 2))
  const together = sum(points.map(({ x, y }) => (x - meanX) * (y - meanY)))
  return {
    slope: spreadX === 0 ? undefined : together / spreadX,
    explained:
      spreadX === 0 || spreadY === 0 || points.length < POINTS_TO_JUDGE_MIN
        ? undefined
        : together ** 2 / (spreadX * spreadY),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
