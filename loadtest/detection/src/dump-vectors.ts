import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { ILLICIT } from './labels/labels.ts'
import type { Labels } from './labels/labels.ts'
import type { Verdicts } from './replay/verdicts.ts'
import { REJECTED } from './traffic/payment-columns.ts'
import type { Traffic } from './traffic/traffic.ts'

const BATCH_LINES = 2000
/** Outcomes as one character each: more than any rule has. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * Writes every evaluated payment of the scored time with its truth and what each rule gave, to fit weights with. The first line is JSON and says
 * what the others hold: tab-separated kind (0 lawful, 1 look-alike, 2 illicit, 3 illicit and rejected), group, instance, value in euro cents,
 * and one character per rule, the index of its outcome.
 */
export async function dumpVectors(
  path: string,
  {
    traffic,
    labels,
    verdicts,
  }: { readonly traffic: Traffic; readonly labels: Labels; readonly verdicts: Verdicts },
): Promise<void> {
  const file = createWriteStream(path)
  const { payments, scoredFromMs } = traffic
  const width = verdicts.rules.length
  file.write(
    `${JSON.stringify({
      formatVersion: 1,
      message: verdicts.transactionType,
      groups: labels.groups,
      rules: verdicts.rules,
      outcomes: verdicts.outcomeNames,
      digits: DIGITS,
    })}\n`,
  )
  let lines: string[] = []
  for (let payment = 0; payment < payments.count; payment += 1) {
    if (verdicts.evaluated[payment] === 1 && payments.createdAtMs[payment]! >= scoredFromMs) {
      const isRejected = labels.kind[payment] === ILLICIT && payments.status[payment] === REJECTED
      const kind = isRejected ? 3 : labels.kind[payment]
      const outcomes = Array.from(
        verdicts.outcomes.subarray(payment * width, (payment + 1) * width),
        (outcome) => DIGITS[outcome] ?? '?',
      ).join('')
      lines.push(
        `${kind}\t${labels.group[payment]}\t${labels.instance[payment]}\t${labels.valueCents[payment]}\t${outcomes}\n`,
      )
    }
    if (lines.length >= BATCH_LINES) {
      if (!file.write(lines.join(''))) {
        await once(file, 'drain')
      }
      lines = []
    }
  }
  file.end(lines.join(''))
  await finished(file)
}
