import { createHash } from 'node:crypto'
import { compileConfiguration } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import type { FactDescriptor, Location, Money, PaymentInstruction } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import type { AcceptRequest, ActiveConfiguration } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'

export const WINDOW_MS = 10_000

/** The shipped configuration (rules 901 and 902 and event-flow control on pacs.002) with a window that tests can fill. */
export function activeConfiguration(windowMs = WINDOW_MS): ActiveConfiguration {
  const set = defaultConfigurationSet()
  const rules = set.rules.map((rule) =>
    rule.config.parameters?.['maxQueryRange'] === undefined
      ? rule
      : { ...rule, config: { ...rule.config, parameters: { maxQueryRange: windowMs } } },
  )
  return { digest: 'd'.repeat(64), compiled: compile({ ...set, rules }) }
}

export function compile(set: ConfigurationSet): ActiveConfiguration['compiled'] {
  const compilation = compileConfiguration(set, ruleRegistry)
  if ('problems' in compilation) {
    throw new TypeError(JSON.stringify(compilation.problems))
  }
  return compilation.compiled
}

/** Plans for credit transfers and status reports alike that want these facts, and no rules. */
export function configurationOf(facts: readonly FactDescriptor[]): ActiveConfiguration {
  return {
    digest: 'f'.repeat(64),
    compiled: {
      networkMapCfg: 'map',
      planFor: (transactionType) => ({
        transactionType,
        messageId: '004@4.0.0',
        messageCfg: '4.0.0',
        rules: [],
        typologies: [],
        facts,
      }),
    },
  }
}

export interface TestPayment {
  readonly tenantId?: string
  readonly endToEndId: string
  readonly debtor: string
  readonly creditor: string
  readonly atMs: number
  readonly messageId?: string
  readonly amountMinor?: bigint
  readonly currency?: string
  readonly text?: string
  readonly location?: Location
  /** The person who holds both of these accounts, where it is not one for each. */
  readonly holder?: string
}

export function instructionOf(payment: TestPayment): PaymentInstruction {
  return {
    endToEndId: payment.endToEndId,
    createdAt: new Date(payment.atMs).toISOString(),
    createdAtMs: payment.atMs,
    debtor: { accountId: payment.debtor, entityId: payment.holder ?? `entity of ${payment.debtor}` },
    creditor: { accountId: payment.creditor, entityId: payment.holder ?? `entity of ${payment.creditor}` },
    instructed: moneyOf(payment),
    settlement: moneyOf(payment),
    ...(payment.text === undefined ? {} : { remittanceText: payment.text }),
    ...(payment.location === undefined ? {} : { location: payment.location }),
  }
}

function moneyOf({ amountMinor = 12_345n, currency = 'EUR' }: TestPayment): Money {
  return { amountMinor, currency }
}

/** The credit transfer (pacs.008) of a payment. */
export function transferRequest(payment: TestPayment): AcceptRequest {
  const instruction = instructionOf(payment)
  const messageId = payment.messageId ?? `transfer ${payment.endToEndId}`
  return request(payment, messageId, {
    transactionType: 'pacs.008.001.10',
    instruction,
    transaction: {
      sourceAccountId: payment.debtor,
      destinationAccountId: payment.creditor,
      ...moneyOf(payment),
    },
    accounts: [payment.debtor, payment.creditor],
    entities: [instruction.debtor.entityId, instruction.creditor.entityId],
    accountHolders: [instruction.debtor, instruction.creditor],
  })
}

/** A status report (pacs.002) of a payment. */
export function statusRequest(payment: TestPayment & { readonly status?: string }): AcceptRequest {
  return request(payment, payment.messageId ?? `status ${payment.endToEndId}`, {
    transactionType: 'pacs.002.001.12',
    status: payment.status ?? 'ACCC',
    transaction: {},
    accounts: [],
    entities: [],
    accountHolders: [],
  })
}

function request(
  payment: TestPayment,
  messageId: string,
  own: Omit<AcceptRequest['parsed'], 'messageId' | 'endToEndId' | 'createdAt' | 'createdAtMs'>,
): AcceptRequest {
  const rawBody = Buffer.from(
    JSON.stringify([
      own.transactionType,
      messageId,
      payment.endToEndId,
      payment.atMs,
      own.status,
      payment.debtor,
    ]),
  )
  return {
    tenantId: payment.tenantId ?? 'DEFAULT',
    parsed: {
      ...own,
      messageId,
      endToEndId: payment.endToEndId,
      createdAt: new Date(payment.atMs).toISOString(),
      createdAtMs: payment.atMs,
    },
    rawBody,
    contentHash: createHash('sha256').update(rawBody).digest(),
    receivedAtNs: process.hrtime.bigint(),
  }
}

/** The captured number of attempts of the debtor (sent) and of the creditor (received). */
export function attemptCounts(
  facts: Readonly<Record<string, unknown>>,
  windowMs = WINDOW_MS,
): readonly unknown[] {
  return [
    facts[`attempt-count/debtor/sent/${windowMs}`],
    facts[`attempt-count/creditor/received/${windowMs}`],
  ].map((fact) => (typeof fact === 'object' && fact !== null && 'count' in fact ? fact.count : fact))
}
