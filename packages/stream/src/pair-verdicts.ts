import type { Verdict } from './stage.ts'

/** A stage answered with another number of verdicts than it got messages: nobody can tell which is whose. A programming error. */
export class VerdictCountError extends Error {
  override readonly name = 'VerdictCountError'
}

/** @throws VerdictCountError */
export function pairVerdicts<Item, Out>(
  stage: string,
  items: readonly Item[],
  verdicts: readonly Verdict<Out>[],
): readonly (readonly [Item, Verdict<Out>])[] {
  return items.map((item, index) => {
    const verdict = verdicts[index]
    if (verdict === undefined || verdicts.length !== items.length) {
      throw new VerdictCountError(
        `Stage ${stage} gave ${verdicts.length} verdicts on ${items.length} messages`,
      )
    }
    return [item, verdict]
  })
}
