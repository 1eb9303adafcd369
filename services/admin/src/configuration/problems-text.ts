import type { ConfigurationProblem } from '@pantau/evaluation'

/** Whoever repairs a hundred problems asks again for the rest. */
export const PROBLEMS_SHOWN_MAX = 100

/** All problems in one text, each with its place. @param place what goes before the path, such as `body` */
export function problemsText(problems: readonly ConfigurationProblem[], place: string): string {
  const shown = problems.slice(0, PROBLEMS_SHOWN_MAX).map(({ path, message }) => `${place}${path} ${message}`)
  const others = problems.length - shown.length
  return [...shown, ...(others > 0 ? [`and ${others} more`] : [])].join('; ')
}
