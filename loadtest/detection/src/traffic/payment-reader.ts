import type { Money, Payment, PaymentInstruction } from '@pantau/rule-kit'
import { nameTag } from '@pantau/iso20022'
import { accountIdentities } from './account-directory.ts'
import type { AccountIdentity } from './account-directory.ts'
import { createCreditorNames } from './creditor-names.ts'
import { CURRENCIES, euroCents, UNITS_PER_EURO } from './currencies.ts'
import { MISSING, NO_PLACE, STATUSES } from './payment-columns.ts'
import { PURPOSES } from './purposes.ts'
import { renderText } from './remittance-texts.ts'
import type { Traffic } from './traffic.ts'

/** What a credit transfer and its status report say, by the payment's index. */
export interface PaymentReader {
  endToEndId(payment: number): string
  transferId(payment: number): string
  reportId(payment: number): string
  debtor(payment: number): AccountIdentity
  creditor(payment: number): AccountIdentity
  debtorName(payment: number): string
  creditorName(payment: number): string
  instruction(payment: number): PaymentInstruction
  /** The payment as its credit transfer shows it. */
  transfer(payment: number): Payment
  /** The payment as its status report shows it. */
  report(payment: number): Payment
}

/** Reads payments out of the columns into what the ingress makes of their messages. Pure. */
export function createPaymentReader(traffic: Traffic): PaymentReader {
  const { payments, tenantId } = traffic
  const identities = accountIdentities(traffic.accounts)
  const identity = (account: number | undefined): AccountIdentity => {
    const found = identities[account ?? -1]
    if (found === undefined) {
      throw new RangeError(`There is no account ${account}`)
    }
    return found
  }
  const idOf = (payment: number): string =>
    hex(payments.idHigh[payment] ?? 0) + hex(payments.idLow[payment] ?? 0)
  const debtor = (payment: number): AccountIdentity => identity(payments.debtor[payment])
  const creditor = (payment: number): AccountIdentity => identity(payments.creditor[payment])

  const debtorName = (payment: number): string => `Holder ${debtor(payment).holderNumber}`
  const creditorName = createCreditorNames(traffic, identities)
  const tagOf = rememberTags()

  const instruction = (payment: number): PaymentInstruction => {
    const createdAtMs = payments.createdAtMs[payment] ?? 0
    const currency = payments.currency[payment] ?? 0
    const amount = payments.amountMinor[payment] ?? 0
    const missing = payments.missing[payment] ?? 0
    const from = debtor(payment)
    const to = creditor(payment)
    const purpose = missing & MISSING.purpose ? '' : (PURPOSES[payments.purpose[payment] ?? 0] ?? '')
    const text = missing & MISSING.text ? '' : renderText(payments.text[payment] ?? 0)
    const withDates = (missing & MISSING.birthDates) === 0
    const latitude = payments.latitude[payment] ?? NO_PLACE
    return {
      endToEndId: idOf(payment),
      createdAt: new Date(createdAtMs).toISOString(),
      createdAtMs,
      debtor: { accountId: from.accountId, entityId: from.entityId },
      creditor: { accountId: to.accountId, entityId: to.entityId },
      instructed: money(amount, currency),
      settlement: money(euroCents(amount, currency), 0),
      exchangeRate: String(UNITS_PER_EURO[currency]),
      ...(purpose === '' ? {} : { purposeCode: purpose }),
      ...(text === '' ? {} : { remittanceText: text }),
      ...(withDates && from.birthDate !== '' ? { debtorBirthDate: from.birthDate } : {}),
      ...(withDates && to.birthDate !== '' ? { creditorBirthDate: to.birthDate } : {}),
      ...(latitude === NO_PLACE
        ? {}
        : {
            location: {
              latitudeDegrees: latitude / 100,
              longitudeDegrees: (payments.longitude[payment] ?? 0) / 100,
            },
          }),
      debtorNameTag: tagOf(debtorName(payment)),
      creditorNameTag: tagOf(creditorName(payment)),
    }
  }

  return {
    endToEndId: idOf,
    transferId: (payment) => `T${idOf(payment)}`,
    reportId: (payment) => `R${idOf(payment)}`,
    debtor,
    creditor,
    debtorName,
    creditorName,
    instruction,
    transfer: (payment) => {
      const about = instruction(payment)
      return {
        tenantId,
        transactionType: 'pacs.008.001.10',
        messageId: `T${about.endToEndId}`,
        endToEndId: about.endToEndId,
        occurredAtMs: about.createdAtMs,
        instruction: about,
      }
    },
    report: (payment) => {
      const about = instruction(payment)
      return {
        tenantId,
        transactionType: 'pacs.002.001.12',
        messageId: `R${about.endToEndId}`,
        endToEndId: about.endToEndId,
        occurredAtMs: payments.reportedAtMs[payment] ?? 0,
        status: STATUSES[payments.status[payment] ?? 0] ?? STATUSES[0],
        instruction: about,
      }
    },
  }
}

/** Tags of the names of one world, each worked out once. @throws TypeError for what is no name */
function rememberTags(): (name: string) => number {
  const known = new Map<string, number>()
  return (name) => {
    const tag = known.get(name) ?? nameTag(name)
    if (tag === undefined) {
      throw new TypeError(`${JSON.stringify(name)} is no name`)
    }
    known.set(name, tag)
    return tag
  }
}

function money(amountMinor: number, currency: number): Money {
  return { amountMinor: BigInt(amountMinor), currency: CURRENCIES[currency] ?? CURRENCIES[0] }
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
