import { shortTag } from '@pantau/rule-kit'

/** As many as the ISO 20022 type Max140Text has; what comes after says little of whose name it is. */
const NAME_SIZE_MAX_UNITS = 140
/** Forms of companies that one sender writes and another leaves out: Indonesian ones, and the usual ones abroad. */
const LEGAL_FORMS = new Set(
  'PT CV UD TBK PERSERO PERSEROAN TERBATAS LTD LIMITED INC CORP CO LLC LLP PLC PTE SDN BHD GMBH AG KG SA SAS SARL SRL SPA BV NV OY AB AS'.split(
    ' ',
  ),
)

/**
 * A stand-in for a party's name, equal for names that differ in case, accents, punctuation, the order of their words or the legal form
 * only; undefined where nothing is left of the name. Other spellings are other names. The name itself is not kept: who has a list of names can
 * still tell which of them a tag stands for, so that tags are personal data as account numbers are.
 */
export function nameTag(name: string): number | undefined {
  const words = name
    .slice(0, NAME_SIZE_MAX_UNITS)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word))
  return words.length === 0 ? undefined : shortTag(words.sort().join(' '))
}
