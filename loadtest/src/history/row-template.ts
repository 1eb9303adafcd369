import { accountNumber, agentCode } from '../payment-messages.ts'

/** What differs from payment to payment, in the order of the arguments that a template is filled with. */
export const ROW_FIELDS = [
  'paymentId',
  'debtorNumber',
  'debtorAccount',
  'debtorAgent',
  'creditorNumber',
  'creditorAccount',
  'creditorAgent',
  'amountMajor',
  'amountMinor',
  'createdAt',
  'createdAtMs',
  'reportedAt',
  'reportedAtMs',
  'expiresAt',
  'transferAcceptedAtMs',
  'reportAcceptedAtMs',
  'status',
  'tenantId',
  'evaluationId',
  'debtorNameTag',
  'creditorNameTag',
] as const
export type RowField = (typeof ROW_FIELDS)[number]

/** What stands for each field in the one payment that templates are made from. No value may be part of another's surroundings by chance. */
export type RowMarkers = Readonly<Record<RowField, string>>

/** A text with places for the fields of a payment, in the notation of PostgreSQL's `format`: `%1$s` is the first field. */
export function rowTemplate(text: string, markers: RowMarkers): string {
  const fieldOf = new Map(ROW_FIELDS.map((field, index) => [markers[field], index + 1]))
  // The longest first, so that an account number is not taken for the number of its holder.
  const longestFirst = [...fieldOf.keys()].sort((left, right) => right.length - left.length)
  const anyMarker = new RegExp(longestFirst.map(escapePattern).join('|'), 'g')
  return text.replaceAll('%', '%%').replaceAll(anyMarker, (marker) => `%${fieldOf.get(marker)}$s`)
}

/** As `format` does in the database. */
export function fillRowTemplate(template: string, values: Partial<RowMarkers>): string {
  return template.replaceAll(/%%|%(\d+)\$s/g, (place, position: string | undefined) => {
    if (position === undefined) {
      return '%'
    }
    const field = ROW_FIELDS[Number(position) - 1]
    const value = field === undefined ? undefined : values[field]
    if (value === undefined) {
      throw new TypeError(`The template needs a value for ${place}`)
    }
    return value
  })
}

/** What the messages of a payment say of the holder that pays. */
export function debtorFields(
  holderNumber: number,
): Pick<RowMarkers, 'debtorNumber' | 'debtorAccount' | 'debtorAgent'> {
  return {
    debtorNumber: String(holderNumber),
    debtorAccount: accountNumber(holderNumber),
    debtorAgent: agentCode(holderNumber),
  }
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
