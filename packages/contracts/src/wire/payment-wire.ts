import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Money, Payment, PaymentInstruction } from '@pantau/rule-kit'
import { TransactionTypeSchema } from './header-wire.ts'

const PartySchema = Type.Object({ accountId: Type.String(), entityId: Type.String() })

/** JSON numbers end at 2^53, so minor units travel as decimal text; the bound keeps a hostile amount from costing time. */
const MoneySchema = Type.Object({
  amountMinor: Type.String({ pattern: '^-?[0-9]{1,100}$' }),
  currency: Type.String(),
})

/** A `PaymentInstruction` with its two amounts as text. */
export const InstructionSchema = Type.Object({
  endToEndId: Type.String(),
  createdAt: Type.String(),
  createdAtMs: Type.Integer(),
  debtor: PartySchema,
  creditor: PartySchema,
  instructed: MoneySchema,
  settlement: MoneySchema,
  exchangeRate: Type.Optional(Type.String()),
  purposeCode: Type.Optional(Type.String()),
  remittanceText: Type.Optional(Type.String()),
  debtorBirthDate: Type.Optional(Type.String()),
  creditorBirthDate: Type.Optional(Type.String()),
  location: Type.Optional(Type.Object({ latitudeDegrees: Type.Number(), longitudeDegrees: Type.Number() })),
  debtorNameTag: Type.Optional(Type.Integer()),
  creditorNameTag: Type.Optional(Type.Integer()),
})

/** A `Payment` with its two amounts as text. */
export const PaymentSchema = Type.Object({
  tenantId: Type.String({ minLength: 1 }),
  transactionType: TransactionTypeSchema,
  messageId: Type.String({ minLength: 1 }),
  endToEndId: Type.String(),
  occurredAtMs: Type.Integer(),
  status: Type.Optional(Type.String()),
  instruction: InstructionSchema,
})
type PaymentWire = Static<typeof PaymentSchema>
type InstructionWire = Static<typeof InstructionSchema>
type MoneyWire = Static<typeof MoneySchema>

export function paymentToWire(payment: Payment): PaymentWire {
  return { ...payment, instruction: instructionToWire(payment.instruction) }
}

export function paymentFromWire(wire: PaymentWire): Payment {
  return { ...wire, instruction: instructionFromWire(wire.instruction) }
}

export function instructionToWire(instruction: PaymentInstruction): InstructionWire {
  return {
    ...instruction,
    instructed: moneyToWire(instruction.instructed),
    settlement: moneyToWire(instruction.settlement),
  }
}

export function instructionFromWire(wire: InstructionWire): PaymentInstruction {
  return {
    ...wire,
    instructed: moneyFromWire(wire.instructed),
    settlement: moneyFromWire(wire.settlement),
  }
}

function moneyToWire(money: Money): MoneyWire {
  return { amountMinor: money.amountMinor.toString(), currency: money.currency }
}

function moneyFromWire(wire: MoneyWire): Money {
  return { amountMinor: BigInt(wire.amountMinor), currency: wire.currency }
}
