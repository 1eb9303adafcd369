import type { FactDescriptor, MirroredCreditsFact, Rule } from '@pantau/rule-kit'

/** Rules of which the lower bands are the riskier ones: young accounts, first payments, quick ones, at hours that are rare. */
const FALLING: readonly string[] = ['001', '030', '075', '076', '108', '115', '127']
/** Rules of which the higher bands are the riskier ones: more of something, larger, or further from what is usual. */
const RISING: readonly string[] = (
  '002 003 004 006 008 010 011 016 017 018 020 021 048 054 063 074 083 084 090 101 ' +
  '102 104 105 106 109 110 111 116 117 125 126 128 901 902'
).split(' ')

/** The part of a rule's configuration that overlaps are found by. */
export interface ConfiguredRule {
  readonly id: string
  readonly config: { readonly parameters?: Readonly<Record<string, unknown>> }
}

/** Whether higher or lower bands of a rule are the riskier ones; undefined where neither holds, as with a ratio that is worst at 1. */
export function riskOrderOf(ruleId: string): 'rising' | 'falling' | undefined {
  const [name = ''] = ruleId.split('@')
  if (FALLING.includes(name)) {
    return 'falling'
  }
  return RISING.includes(name) ? 'rising' : undefined
}

/**
 * Why two configured rules find the same thing. The rules on mirrored credits do where their ranges of debit / credits have numbers in
 * common: one payment that passes money on exactly would then count as one that keeps a commission too.
 */
export function overlapOf(
  first: ConfiguredRule,
  second: ConfiguredRule,
  find: (ruleId: string) => Rule | undefined,
): string | undefined {
  for (const one of mirroredCredits(first, find)) {
    for (const other of mirroredCredits(second, find)) {
      const ratioMin = Math.max(one.ratioMin, other.ratioMin)
      const ratioMax = Math.min(one.ratioMax, other.ratioMax)
      if (one.party === other.party && ratioMin < ratioMax) {
        return `both take debit / credits from ${ratioMin.toFixed(3)} to ${ratioMax.toFixed(3)}`
      }
    }
  }
  return undefined
}

function mirroredCredits(
  { id, config }: ConfiguredRule,
  find: (ruleId: string) => Rule | undefined,
): readonly MirroredCreditsFact[] {
  const bound = find(id)?.bind(config.parameters ?? {})
  return bound === undefined || 'problems' in bound ? [] : bound.rule.facts.filter(isMirroredCredits)
}

function isMirroredCredits(fact: FactDescriptor): fact is MirroredCreditsFact {
  return fact.kind === 'mirrored-credits'
}
