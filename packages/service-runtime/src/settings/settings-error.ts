/** The environment does not fit the schema. Holds every problem, so that one look at the output is enough to repair it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  /** One readable sentence per problem; never the value of a secret. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`${problems.length === 1 ? '1 setting is' : `${problems.length} settings are`} not acceptable`)
    this.problems = problems
  }

  /** For a person at a terminal: the message and one line per problem. */
  report(): string {
    return [`${this.message}:`, ...this.problems.map((problem) => `  - ${problem}`)].join('\n')
  }
}
