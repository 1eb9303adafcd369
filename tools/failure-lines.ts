/** A test, a file or a whole run that failed, and what it failed with. */
export interface Failure {
  readonly where: string
  readonly message: string
}

const FAILURES_MAX = 19
const MESSAGE_LINES_MAX = 3
const MESSAGE_CHARACTERS_MAX = 300

/** One line each, for the end of the output: of a long output, only the end may be left. */
export function failureLines(failures: readonly Failure[]): readonly string[] {
  const lines = failures
    .slice(0, FAILURES_MAX)
    .map(({ where, message }) => `  ${where}: ${inOneLine(message)}`)
  const rest = failures.length - FAILURES_MAX
  return rest > 0 ? [...lines, `  and ${rest} more`] : lines
}

/** More than the first line: a failed property says on its second one from which seed its example came. */
function inOneLine(message: string): string {
  const lines = message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.slice(0, MESSAGE_LINES_MAX).join(' | ').slice(0, MESSAGE_CHARACTERS_MAX)
}
