import type { TransactionType } from '@pantau/rule-kit'
import type { NetworkMap } from '../configuration/network-map.ts'
import { finding } from './finding.ts'
import type { ConfigurationFinding } from './finding.ts'

/** Messages that carry a payment to evaluate. The others make persons known; a plan for them would have their messages refused. */
const EVALUATED_TYPES: readonly TransactionType[] = ['pacs.008.001.10', 'pacs.002.001.12']

/** Mapped message types that are never evaluated. */
export function lintMessageTypes({ messages }: NetworkMap): readonly ConfigurationFinding[] {
  return messages.flatMap(({ txTp }, index) =>
    EVALUATED_TYPES.includes(txTp)
      ? []
      : [
          finding(
            'never-evaluated-type',
            `/networkMap/messages/${index}/txTp`,
            `${txTp} carries no payment to evaluate; mapped are ${EVALUATED_TYPES.join(' and ')}`,
          ),
        ],
  )
}
