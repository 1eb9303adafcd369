import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'

/** Accounts that rehearsed payments go between: after some rounds they have a history, of which none is long. */
const ACCOUNTS = 256
/** Coprime to the number of accounts, so that each pays several others, and none itself. */
const CREDITOR_STEP = 37
const CREDITORS_OF_EACH = 7
const AMOUNT_MINOR_MAX = 5_000_000
const AMOUNT_STEP_MINOR = 7_919

/** What of an example each payment has in a way of its own. */
interface InventedPayment {
  readonly number: number
  readonly debtor: number
  readonly creditor: number
  readonly amountMinor: number
  readonly time: string
}

type Slot = (payment: InventedPayment) => string

/** Writes a valid message of an invented payment, as it would be sent. @param number of the payment; two numbers are two payments */
export type WriteRehearsedMessage = (number: number, createdAtMs: number) => string

/** Prepares the messages of a type: its example, with identifications, parties, amount and time of each payment. */
export function rehearsedMessages(type: TransactionType): WriteRehearsedMessage {
  const parts = partsOf(JSON.stringify(EXAMPLE_MESSAGES[type]))
  return (number, createdAtMs) => {
    const debtor = number % ACCOUNTS
    const payment = {
      number,
      debtor,
      creditor: (debtor + CREDITOR_STEP * (1 + (number % CREDITORS_OF_EACH))) % ACCOUNTS,
      amountMinor: 1 + ((number * AMOUNT_STEP_MINOR) % AMOUNT_MINOR_MAX),
      time: new Date(createdAtMs).toISOString(),
    }
    return parts.map((part) => (typeof part === 'string' ? part : part(payment))).join('')
  }
}

/** The text between the slots, and the slots. */
function partsOf(example: string): readonly (string | Slot)[] {
  const slots = new Map(slotsOf())
  const marks = [...slots.keys()].map((mark) => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return example
    .split(new RegExp(`("(?:CreDtTm|AccptncDtTm|MsgId)":"[^"]*"|${marks.join('|')})`))
    .map((part) => slots.get(part) ?? memberSlot(part) ?? part)
}

/** The texts of the examples that stand for what each payment has of its own. */
function slotsOf(): readonly (readonly [mark: string, slot: Slot])[] {
  const { CdtTrfTxInf: example } = EXAMPLE_MESSAGES['pacs.008.001.10'].FIToFICstmrCdtTrf
  return [
    [JSON.stringify(example.PmtId.EndToEndId), ({ number }) => `"WARM-UP-${number}"`],
    [JSON.stringify(example.PmtId.InstrId), ({ number }) => `"WARM-UP-INS-${number}"`],
    [firstId(example.DbtrAcct.Id.Othr), ({ debtor }) => `"WARM-UP-ACCOUNT-${debtor}"`],
    [firstId(example.CdtrAcct.Id.Othr), ({ creditor }) => `"WARM-UP-ACCOUNT-${creditor}"`],
    [firstId(example.Dbtr.Id.PrvtId.Othr), ({ debtor }) => `"WARM-UP-PERSON-${debtor}"`],
    [firstId(example.InitgPty.Id.PrvtId.Othr), ({ debtor }) => `"WARM-UP-PHONE-${debtor}"`],
    [firstId(example.Cdtr.Id.PrvtId.Othr), ({ creditor }) => `"WARM-UP-PERSON-${creditor}"`],
    [`:${example.InstdAmt.Amt.Amt},`, ({ amountMinor }) => `:${(amountMinor / 100).toFixed(2)},`],
  ]
}

function memberSlot(part: string): Slot | undefined {
  if (part.startsWith('"MsgId":')) {
    return ({ number }) => `"MsgId":"WARM-UP-MESSAGE-${number}"`
  }
  const name = /^"(CreDtTm|AccptncDtTm)":/.exec(part)?.[1]
  return name === undefined ? undefined : ({ time }) => `"${name}":"${time}"`
}

function firstId(identifications: readonly { readonly Id: string }[]): string {
  const [first] = identifications
  if (first === undefined) {
    throw new TypeError('Every party of the examples has an identification')
  }
  return JSON.stringify(first.Id)
}
