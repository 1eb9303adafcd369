import type { Party, PaymentInstruction } from '@pantau/rule-kit'
import type { Pacs008Document } from '../schema/pacs-008.ts'
import { isIsoDate } from './calendar.ts'
import { knowsAccounts, knowsPersons } from './known-parties.ts'
import { nameTag } from './name-tag.ts'
import type { ParseOptions, ParseResult } from './parse-result.ts'
import type { Problem } from './problem.ts'
import { readHeader } from './read-header.ts'
import type { MessageHeader } from './read-header.ts'
import { readLocation } from './read-location.ts'
import { readMoney } from './read-money.ts'
import { readParty } from './read-party.ts'
import {
  IDENTIFIER_SIZE_MAX_BYTES,
  readIdentifier,
  readOptionalText,
  REMITTANCE_TEXT_SIZE_MAX_BYTES,
} from './read-text.ts'

const ROOT = '/FIToFICstmrCdtTrf'
const TRANSFER = `${ROOT}/CdtTrfTxInf`
const DEBTOR = {
  party: `${TRANSFER}/Dbtr`,
  account: `${TRANSFER}/DbtrAcct`,
  agent: `${TRANSFER}/DbtrAgt`,
}
const CREDITOR = {
  party: `${TRANSFER}/Cdtr`,
  account: `${TRANSFER}/CdtrAcct`,
  agent: `${TRANSFER}/CdtrAgt`,
}

export function parsePacs008(document: Pacs008Document, options: ParseOptions): ParseResult {
  const root = document.FIToFICstmrCdtTrf
  const problems: Problem[] = []
  const header = readHeader(root.GrpHdr, ROOT, problems)
  const instruction = readInstruction(root, header, problems)
  if (header === undefined || instruction === undefined || problems.length > 0) {
    return { kind: 'refused', problems }
  }
  const { debtor, creditor, instructed } = instruction
  const known = options.quoting ? knowsAccounts(debtor, creditor) : knowsPersons(debtor, creditor)
  return {
    kind: 'parsed',
    message: {
      transactionType: 'pacs.008.001.10',
      messageId: header.messageId,
      createdAt: header.createdAt,
      createdAtMs: header.createdAtMs,
      endToEndId: instruction.endToEndId,
      instruction,
      transaction: {
        sourceAccountId: debtor.accountId,
        destinationAccountId: creditor.accountId,
        amountMinor: instructed.amountMinor,
        currency: instructed.currency,
      },
      accounts: known.accounts,
      entities: known.entities,
      accountHolders: known.accountHolders,
    },
  }
}

type Root = Pacs008Document['FIToFICstmrCdtTrf']
type Transfer = Root['CdtTrfTxInf']

function readInstruction(
  root: Root,
  header: MessageHeader | undefined,
  problems: Problem[],
): PaymentInstruction | undefined {
  const transfer = root.CdtTrfTxInf
  const endToEndId = readIdentifier(transfer.PmtId.EndToEndId, `${TRANSFER}/PmtId/EndToEndId`, problems)
  const debtor = readDebtor(transfer, problems)
  const creditor = readCreditor(transfer, problems)
  const instructed = readMoney(transfer.InstdAmt, `${TRANSFER}/InstdAmt`, problems)
  const settlement = readMoney(transfer.IntrBkSttlmAmt, `${TRANSFER}/IntrBkSttlmAmt`, problems)
  const details = readDetails(root, problems)
  if (
    header === undefined ||
    endToEndId === undefined ||
    debtor === undefined ||
    creditor === undefined ||
    instructed === undefined ||
    settlement === undefined
  ) {
    return undefined
  }
  const instruction = {
    endToEndId,
    createdAt: header.createdAt,
    createdAtMs: header.createdAtMs,
    debtor,
    creditor,
    instructed,
    settlement,
  }
  return withDetails(instruction, details)
}

function readDebtor(transfer: Transfer, problems: Problem[]): Party | undefined {
  return readParty(transfer.Dbtr, transfer.DbtrAcct, transfer.DbtrAgt, DEBTOR, problems)
}

function readCreditor(transfer: Transfer, problems: Problem[]): Party | undefined {
  return readParty(transfer.Cdtr, transfer.CdtrAcct, transfer.CdtrAgt, CREDITOR, problems)
}

type DetailNames =
  | 'exchangeRate'
  | 'purposeCode'
  | 'remittanceText'
  | 'debtorBirthDate'
  | 'creditorBirthDate'
  | 'location'
  | 'debtorNameTag'
  | 'creditorNameTag'

/** What is informational: undefined where the sender left it empty, or wrote what is no date or no place. */
type Details = { readonly [Name in DetailNames]: PaymentInstruction[Name] | undefined }

type Writable<T> = { -readonly [Name in keyof T]: T[Name] }

/** One by one: for every message, spreading the ones that are there costs several times as much. */
function withDetails(instruction: Writable<PaymentInstruction>, details: Details): PaymentInstruction {
  const { exchangeRate, purposeCode, remittanceText, debtorBirthDate, creditorBirthDate, location } = details
  const { debtorNameTag, creditorNameTag } = details
  if (exchangeRate !== undefined) {
    instruction.exchangeRate = exchangeRate
  }
  if (purposeCode !== undefined) {
    instruction.purposeCode = purposeCode
  }
  if (remittanceText !== undefined) {
    instruction.remittanceText = remittanceText
  }
  if (debtorBirthDate !== undefined) {
    instruction.debtorBirthDate = debtorBirthDate
  }
  if (creditorBirthDate !== undefined) {
    instruction.creditorBirthDate = creditorBirthDate
  }
  if (location !== undefined) {
    instruction.location = location
  }
  if (debtorNameTag !== undefined) {
    instruction.debtorNameTag = debtorNameTag
  }
  if (creditorNameTag !== undefined) {
    instruction.creditorNameTag = creditorNameTag
  }
  return instruction
}

function readDetails(root: Root, problems: Problem[]): Details {
  const transfer = root.CdtTrfTxInf
  const exchangeRate = readOptionalText(
    transfer.XchgRate ?? '',
    `${TRANSFER}/XchgRate`,
    IDENTIFIER_SIZE_MAX_BYTES,
    problems,
  )
  const purposeCode = readOptionalText(
    transfer.Purp.Cd,
    `${TRANSFER}/Purp/Cd`,
    IDENTIFIER_SIZE_MAX_BYTES,
    problems,
  )
  const remittanceText = readOptionalText(
    root.RmtInf.Ustrd,
    `${ROOT}/RmtInf/Ustrd`,
    REMITTANCE_TEXT_SIZE_MAX_BYTES,
    problems,
  )
  const debtorBirthDate = transfer.Dbtr.Id.PrvtId.DtAndPlcOfBirth.BirthDt
  const creditorBirthDate = transfer.Cdtr.Id.PrvtId.DtAndPlcOfBirth.BirthDt
  const location = readLocation(root.SplmtryData.Envlp.Doc.InitgPty.Glctn)
  return {
    exchangeRate,
    purposeCode,
    remittanceText,
    debtorBirthDate: isIsoDate(debtorBirthDate) ? debtorBirthDate : undefined,
    creditorBirthDate: isIsoDate(creditorBirthDate) ? creditorBirthDate : undefined,
    location,
    debtorNameTag: nameTag(transfer.Dbtr.Nm),
    creditorNameTag: nameTag(transfer.Cdtr.Nm),
  }
}
