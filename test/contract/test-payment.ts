import { randomUUID } from 'node:crypto'
import { pacs002Document, pacs008Document } from '@pantau/testkit'
import type { Pacs002Document, Pacs008Document, TestCustomer } from '@pantau/testkit'
import type { ContractSystem } from './start-contract-system.ts'

const MEMBER = 'BANKXX01'
const STATUS_DELAY_MS = 40

/** The event time of a test's first payment: away from the ends of days and of daylight saving. */
export const START_MS = Date.UTC(2026, 2, 10, 12)

export interface PaymentChoices {
  /** Who pays and who is paid; somebody whom no other payment names unless given. */
  readonly debtor?: string
  readonly creditor?: string
  /** Event time, milliseconds since the epoch: when the status report says that it was made. */
  readonly atMs?: number
  readonly status?: string
  /** What all identifications of the payment end in. */
  readonly id?: string
}

export interface TestPayment {
  readonly id: string
  readonly messageId: string
  readonly debtor: string
  readonly creditor: string
  readonly transfer: Pacs008Document
  readonly status: Pacs002Document
}

export function testPayment(choices: PaymentChoices = {}): TestPayment {
  const { id = randomUUID(), atMs = START_MS, status = 'ACCC' } = choices
  const { debtor = `D-${id}`, creditor = `C-${id}` } = choices
  const transfer = { endToEndId: `E2E-${id}`, debtor: customer(debtor), creditor: customer(creditor) }
  const messageId = `P2-${id}`
  return {
    id,
    messageId,
    debtor,
    creditor,
    transfer: pacs008Document({ ...transfer, messageId: `P8-${id}`, createdAtMs: atMs - STATUS_DELAY_MS }),
    status: pacs002Document({ ...transfer, messageId, createdAtMs: atMs, status }),
  }
}

/** Another status report about a payment. */
export function anotherStatus(
  payment: TestPayment,
  { messageId, atMs, status = 'ACCC' }: { messageId: string; atMs: number; status?: string },
): Pacs002Document {
  const { endToEndId, debtor, creditor } = {
    endToEndId: `E2E-${payment.id}`,
    debtor: customer(payment.debtor),
    creditor: customer(payment.creditor),
  }
  return pacs002Document({ endToEndId, debtor, creditor, messageId, createdAtMs: atMs, status })
}

/** The identity strings of a holder: number, scheme, and for accounts the institution, one after the other. */
export function identityOf(holder: string): { readonly entity: string; readonly account: string } {
  return { entity: `CUST-${holder}BANK_CUSTOMER`, account: `ACC-${holder}BBAN${MEMBER}` }
}

function customer(holder: string): Partial<TestCustomer> {
  return { entityId: `CUST-${holder}`, accountId: `ACC-${holder}`, memberId: MEMBER }
}

/** Sends both messages of a payment. @throws Error when one is not accepted */
export async function sendPayment(
  system: ContractSystem,
  payment: TestPayment,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const message of [payment.transfer, payment.status]) {
    const { status, text } = await system.send(message, headers)
    if (status !== 200) {
      throw new Error(`${message.TxTp} was answered with ${status}: ${text}`)
    }
  }
}

/** Waits for what each rule said of a message, by rule: its outcome, and the value that it was based on. */
export async function outcomesOf(
  system: ContractSystem,
  messageId: string,
): Promise<Readonly<Record<string, string>>> {
  const { report } = await system.report(messageId)
  const results = report.tadpResult.typologyResult.flatMap(({ ruleResults }) => ruleResults)
  return Object.fromEntries(
    results.map(({ id, subRuleRef, indpdntVarbl }) => [id, `${subRuleRef} ${indpdntVarbl}`]),
  )
}
