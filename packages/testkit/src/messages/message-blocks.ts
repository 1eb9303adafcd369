import type { TestCustomer } from './test-customer.ts'
import type { TestTransfer } from './test-transfer.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** The blocks that ISO 20022 messages are composed of; the return types are what JSON documents look like. */

export function moneyBlock(amount: number, currency: string) {
  return { Amt: { Amt: amount, Ccy: currency } }
}

export function agentBlock(customer: TestCustomer) {
  return { FinInstnId: { ClrSysMmbId: { MmbId: customer.memberId } } }
}

export function accountBlock(customer: TestCustomer) {
  return {
    Id: { Othr: [{ Id: customer.accountId, SchmeNm: { Prtry: customer.accountScheme } }] },
    Nm: customer.accountName,
  }
}

export function partyBlock(customer: TestCustomer) {
  return personBlock(customer, customer.entityId, customer.entityScheme)
}

/** The person who started the payment, known by the telephone that it was started with. */
export function initiatorBlock(customer: TestCustomer) {
  return personBlock(customer, customer.mobileNumber.replaceAll(/\D/g, ''), 'MSISDN')
}

function personBlock(customer: TestCustomer, id: string, scheme: string) {
  return {
    Nm: customer.name,
    Id: {
      PrvtId: {
        DtAndPlcOfBirth: {
          BirthDt: customer.birthDate,
          CityOfBirth: customer.birthCity,
          CtryOfBirth: customer.birthCountry,
        },
        Othr: [{ Id: id, SchmeNm: { Prtry: scheme } }],
      },
    },
    CtctDtls: { MobNb: customer.mobileNumber },
  }
}

export function chargesBlock(transfer: TestTransfer) {
  return { ...moneyBlock(transfer.chargeAmount, transfer.currency), Agt: agentBlock(transfer.debtor) }
}

export function locationBlock(transfer: TestTransfer) {
  return { Lat: String(transfer.latitudeDegrees), Long: String(transfer.longitudeDegrees) }
}

export function regulatoryBlock() {
  return { Dtls: { Tp: 'BALANCE OF PAYMENTS', Cd: '100' } }
}

export function timestamp(atMs: number): string {
  return new Date(atMs).toISOString()
}

export function expiry(createdAtMs: number): string {
  return timestamp(createdAtMs + DAY_MS)
}
