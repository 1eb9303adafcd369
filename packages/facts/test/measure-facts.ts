/**
 * What the history of a payment costs: size of a state, and time to read, capture, fold and write both accounts of a payment.
 * `npx tsx --conditions=@pantau/source packages/facts/test/measure-facts.ts`; the numbers of docs/decisions/0016 were made with it.
 */
import {
  createAccountState,
  createFactCapture,
  decodeAccountState,
  encodeAccountState,
  foldAttempt,
  foldSettlement,
  historicPayment,
} from '@pantau/facts'
import type { AccountState, HistoryView, PayeeHistory } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import type { Payment } from '@pantau/rule-kit'
import { CATALOGUE_FACTS } from './catalogue-facts.ts'

const DAY_MS = 86_400_000
const START_MS = Date.UTC(2026, 0, 5, 9, 0, 0, 0)
const ROUNDS = 20_000
const AGENT = 'BANKDEFFXXX'
const SUBJECTS = ['DE89370400440532013000', 'DE02120300000000202051'].map((iban) => `${iban}IBAN${AGENT}`)

interface Account {
  readonly accountId: string
  readonly state: AccountState
  readonly payees: Map<string, PayeeHistory>
}

function accountId(index: number): string {
  return `DE${String(10_000_000_000_000_000_000 + index * 7_919)}IBAN${AGENT}`
}

/** An account that paid and was paid so often, by and to so many others, over so many days. */
function createAccount(id: string, paymentsEach: number, others: number, days: number): Account {
  const state = createAccountState()
  const payees = new Map<string, PayeeHistory>()
  for (let index = 0; index < 2 * paymentsEach; index++) {
    const isSent = index % 2 === 0
    const other = accountId((index * index + index) % others)
    const atMs =
      START_MS + Math.floor((index * days * DAY_MS) / (2 * paymentsEach)) + ((index * 7_919) % 3_600_000)
    const payment = {
      debtorAccountId: isSent ? id : other,
      creditorAccountId: isSent ? other : id,
      atMs,
      amountMinor: BigInt(500 + ((index * 104_729) % 250_000)),
      currency: 'EUR',
      text: `Invoice ${1_000 + index}`,
    }
    const counterpart = createAccountState()
    const [debtor, creditor] = isSent ? [state, counterpart] : [counterpart, state]
    const key = `${payment.debtorAccountId}/${payment.creditorAccountId}`
    foldAttempt(debtor, creditor, atMs)
    payees.set(key, foldSettlement(debtor, creditor, payees.get(key), payment))
  }
  return { accountId: id, state, payees }
}

function createSubject(atMs: number): Payment {
  const { instruction } = createExamplePayment()
  const [debtorId = '', creditorId = ''] = SUBJECTS
  return createExamplePayment({
    occurredAtMs: atMs,
    instruction: {
      ...instruction,
      debtor: { accountId: debtorId, entityId: 'one' },
      creditor: { accountId: creditorId, entityId: 'two' },
      remittanceText: 'Invoice 1042',
    },
  })
}

/** Medians: what the machine does besides hardly shows in them. */
function medianUs(timesMs: Float64Array): number {
  return 1_000 * (timesMs.toSorted()[Math.floor(timesMs.length / 2)] ?? 0)
}

function createTimes(): Float64Array {
  return new Float64Array(ROUNDS)
}

const capture = createFactCapture(CATALOGUE_FACTS)

function measure(name: string, paymentsEach: number, others: number, days: number): void {
  const [debtor, creditor] = SUBJECTS.map((id) => createAccount(id, paymentsEach, others, days))
  if (debtor === undefined || creditor === undefined) {
    throw new TypeError('There are two accounts')
  }
  const funder = encodeAccountState(debtor.state)
  const bytes = [encodeAccountState(debtor.state), encodeAccountState(creditor.state)] as const
  const payment = createSubject(START_MS + days * DAY_MS + 60_000)
  const spent = { decode: createTimes(), capture: createTimes(), fold: createTimes(), encode: createTimes() }
  let facts = 0
  for (let round = -ROUNDS / 4; round < ROUNDS; round++) {
    const times = [performance.now()]
    const states = { debtor: decodeAccountState(bytes[0]), creditor: decodeAccountState(bytes[1]) }
    times.push(performance.now())
    const history: HistoryView = {
      account(id) {
        if (id === payment.instruction.debtor.accountId) {
          return states.debtor
        }
        return id === payment.instruction.creditor.accountId ? states.creditor : decodeAccountState(funder)
      },
      payeeHistory: () => undefined,
      accountsHeldBy: () => [],
      accountFindings: () => [],
      conditionsInForce: () => [],
      foldedOwn: () => ({}),
    }
    facts += Object.keys(capture(payment, history)).length
    times.push(performance.now())
    foldAttempt(states.debtor, states.creditor, payment.occurredAtMs)
    foldSettlement(states.debtor, states.creditor, undefined, historicPayment(payment))
    times.push(performance.now())
    facts += encodeAccountState(states.debtor).length + encodeAccountState(states.creditor).length
    times.push(performance.now())
    if (round >= 0) {
      for (const [index, step] of (['decode', 'capture', 'fold', 'encode'] as const).entries()) {
        spent[step][round] = (times[index + 1] ?? 0) - (times[index] ?? 0)
      }
    }
  }
  if (facts === 0) {
    throw new TypeError('Nothing was measured')
  }
  const medians = Object.entries(spent).map(([step, times]) => [step, medianUs(times)] as const)
  const cells = medians.map(([step, us]) => `${step} ${us.toFixed(1)}`)
  const totalUs = medians.reduce((sum, [, us]) => sum + us, 0)
  process.stdout.write(
    `${name.padEnd(34)} ${bytes.map(({ length }) => length).join(' + ')} bytes; median µs: ${cells.join(', ')}, all ${totalUs.toFixed(1)}\n`,
  )
}

process.stdout.write(
  `${CATALOGUE_FACTS.length} facts, ${ROUNDS} payments between two accounts of each kind\n`,
)
measure('new: 5 payments, 3 accounts', 3, 3, 20)
measure('personal: 2 x 64, 20 accounts', 64, 20, 60)
measure('long: 2 x 1,000, 20 accounts', 1_000, 20, 365)
measure('wide: 2 x 5,000, 300 accounts', 5_000, 300, 365)
