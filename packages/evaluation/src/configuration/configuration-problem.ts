/** One reason why a configuration is refused: where (a JSON pointer into the set) and what was expected. */
export interface ConfigurationProblem {
  readonly path: string
  readonly message: string
}
