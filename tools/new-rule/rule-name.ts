/** What a rule is called, in the places that name it. */
export interface RuleName {
  /** `120@1.0.0` */
  readonly id: string
  readonly number: string
  readonly title: string
  /** Below `rules/`. */
  readonly folder: string
  /** What its `rule.ts` exports. */
  readonly exportName: string
}

const NUMBER = /^[1-9][0-9]{2}$/
const TITLE = /^[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)+$/
const TITLE_LENGTH_MAX = 80

/** @throws RangeError that says how a number and a title look */
export function ruleNameOf(number: string, title: string): RuleName {
  if (!NUMBER.test(number)) {
    throw new RangeError(
      `--id must be a number from 100 to 999, but is ${JSON.stringify(number)}; the published rules have those below`,
    )
  }
  if (!TITLE.test(title) || title.length > TITLE_LENGTH_MAX) {
    throw new RangeError(
      `--title must be two words or more of plain letters and digits, at most ${TITLE_LENGTH_MAX} characters, but is ${JSON.stringify(title)}`,
    )
  }
  const words = title.toLowerCase().split(/[ -]/)
  const [first = '', ...others] = words
  return {
    id: `${number}@1.0.0`,
    number,
    title,
    folder: `${number}-${words.join('-')}`,
    exportName: first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
  }
}
