import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { ILLICIT, NO_INSTANCE, ORDINARY, ROLES } from './labels/labels.ts'
import type { Labels } from './labels/labels.ts'
import { createPaymentDocuments } from './traffic/payment-documents.ts'
import { createPaymentReader } from './traffic/payment-reader.ts'
import { TRANSFER } from './traffic/traffic.ts'
import type { Traffic } from './traffic/traffic.ts'

/** Writes the messages in order of arrival, and apart from them the truth by end-to-end identification: only of what is not ordinary. */
export async function dumpTraffic(folder: string, traffic: Traffic, labels: Labels): Promise<void> {
  await mkdir(folder, { recursive: true })
  const reader = createPaymentReader(traffic)
  const documents = createPaymentDocuments(reader)
  const { arrivals } = traffic
  await writeLines(join(folder, 'messages.jsonl'), arrivals.count, (index) => {
    const payment = arrivals.payment[index]!
    return arrivals.message[index] === TRANSFER ? documents.transfer(payment) : documents.report(payment)
  })
  const seen = new Set<number>()
  await writeLines(join(folder, 'labels.jsonl'), labels.count, (payment) => {
    if (labels.kind[payment] === ORDINARY) {
      return undefined
    }
    const instance = labels.instance[payment] ?? NO_INSTANCE
    const isIllicit = labels.kind[payment] === ILLICIT
    const isFirst = isIllicit && !seen.has(instance)
    if (isIllicit) {
      seen.add(instance)
    }
    return {
      endToEndId: reader.endToEndId(payment),
      illicit: isIllicit ? 1 : 0,
      class: labels.groups[labels.group[payment]!],
      instance,
      role: ROLES[labels.role[payment]!],
      firstOfInstance: isFirst,
      valueEuroCents: labels.valueCents[payment],
    }
  })
  await writeLines(join(folder, 'account-labels.jsonl'), labels.accounts.length, (index) => {
    const label = labels.accounts[index]
    return (
      label && {
        ...label,
        accountNumber: String(traffic.accounts.accountNumber[label.account]).padStart(10, '0'),
      }
    )
  })
}

async function writeLines(path: string, count: number, lineOf: (index: number) => unknown): Promise<void> {
  const file = createWriteStream(path)
  for (let index = 0; index < count; index += 1) {
    const line = lineOf(index)
    if (line !== undefined && !file.write(`${JSON.stringify(line)}\n`)) {
      await once(file, 'drain')
    }
  }
  file.end()
  await finished(file)
}
