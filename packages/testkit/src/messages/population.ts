import { SeededRandom } from './seeded-random.ts'
import type { TestCustomer } from './test-customer.ts'

const GIVEN_NAMES = [
  'Ada',
  'Bram',
  'Citra',
  'Dewi',
  'Emil',
  'Farid',
  'Greta',
  'Hana',
  'Ivo',
  'Jarek',
] as const
const FAMILY_NAMES = [
  'Adler',
  'Boer',
  'Castro',
  'Dahl',
  'Eriks',
  'Fonti',
  'Gomez',
  'Hadi',
  'Ibsen',
  'Juhl',
] as const
const BIRTH_PLACES = [
  ['Bergen', 'NO'],
  ['Malang', 'ID'],
  ['Turku', 'FI'],
  ['Utrecht', 'NL'],
  ['Vigo', 'ES'],
] as const
const INSTITUTIONS = ['BANKAA01', 'BANKBB02', 'BANKCC03', 'BANKDD04'] as const
const BIRTH_YEAR_FIRST = 1936
const BIRTH_YEAR_LAST = 2008
/** Days that every month has, so that every date made of them exists. */
const SAFE_DAYS = 28

export interface PopulationOptions {
  readonly seed: number
  /** Customers per tenant, each with one account. */
  readonly accounts: number
  readonly tenants?: readonly string[]
}

export interface TestTenant {
  readonly tenantId: string
  readonly customers: readonly TestCustomer[]
}

export interface TestPopulation {
  readonly seed: number
  readonly tenants: readonly TestTenant[]
}

/** Invents customers with accounts: the same seed gives the same people. Account ids are unique within a tenant only, as in real life. */
export function createPopulation(options: PopulationOptions): TestPopulation {
  const { seed, accounts, tenants = ['DEFAULT'] } = options
  if (!Number.isSafeInteger(accounts) || accounts < 2) {
    throw new RangeError('A payment needs two accounts, so a population has at least two')
  }
  const random = new SeededRandom(seed)
  return {
    seed,
    tenants: tenants.map((tenantId) => ({
      tenantId,
      customers: Array.from({ length: accounts }, (_, index) => inventCustomer(random, index)),
    })),
  }
}

function inventCustomer(random: SeededRandom, index: number): TestCustomer {
  const given = random.pick(GIVEN_NAMES)
  const family = random.pick(FAMILY_NAMES)
  const [birthCity, birthCountry] = random.pick(BIRTH_PLACES)
  const number = String(index + 1).padStart(8, '0')
  const year = random.integer(BIRTH_YEAR_FIRST, BIRTH_YEAR_LAST)
  const month = String(random.integer(1, 12)).padStart(2, '0')
  const day = String(random.integer(1, SAFE_DAYS)).padStart(2, '0')
  return {
    name: `${given} ${family}`,
    birthDate: `${year}-${month}-${day}`,
    birthCity,
    birthCountry,
    entityId: `CUST-${number}`,
    entityScheme: 'BANK_CUSTOMER',
    mobileNumber: `+00-6${number}`,
    accountId: `ACC-${number}`,
    accountScheme: 'BBAN',
    accountName: `${given.charAt(0)} ${family} current`,
    memberId: random.pick(INSTITUTIONS),
  }
}
