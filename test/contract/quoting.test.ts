import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  pacs002Document,
  pacs008Document,
  pain001Document,
  pain013Document,
  waitUntil,
} from '@pantau/testkit'
import type { MessageOverrides, TransferOverrides } from '@pantau/testkit'
import { startContractSystem, TENANT } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'

/** Which accounts, persons and holders each message makes known, with payments that are quoted first and without. */

const DOCUMENTS = {
  'pain.001.001.11': pain001Document,
  'pain.013.001.09': pain013Document,
  'pacs.008.001.10': pacs008Document,
  'pacs.002.001.12': pacs002Document,
}
type MessageType = keyof typeof DOCUMENTS

const systems = new Map<boolean, ContractSystem>()
beforeAll(async () => {
  for (const quoting of [true, false]) {
    systems.set(quoting, await startContractSystem({ quoting }))
  }
})
afterAll(async () => {
  for (const system of systems.values()) {
    await system.stop()
  }
})

function systemWith(quoting: boolean): ContractSystem {
  const system = systems.get(quoting)
  if (system === undefined) {
    throw new TypeError('The system was not started')
  }
  return system
}

interface Known {
  readonly accounts: readonly string[]
  readonly entities: readonly string[]
  readonly holders: readonly string[]
}

function parties(id: string) {
  return {
    debtor: { entityId: `D-${id}`, accountId: `DA-${id}`, memberId: 'BANKXX01' },
    creditor: { entityId: `C-${id}`, accountId: `CA-${id}`, memberId: 'BANKXX02' },
  }
}

/** What the parties of a payment are known by, with the time that they are known since. */
async function knownOf(system: ContractSystem, id: string): Promise<Known> {
  const rowsOf = async (text: string): Promise<readonly string[]> => {
    const rows = await system.pool.query<{ readonly row: string }>({ text, values: [TENANT, `%${id}%`] })
    return rows.map(({ row }) => row)
  }
  const time = `to_char(credttm AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return {
    accounts: await rowsOf(
      `SELECT id || ' ' || credttm AS row FROM event_history.account WHERE tenantid = $1 AND id LIKE $2 ORDER BY id DESC`,
    ),
    entities: await rowsOf(
      `SELECT id || ' ' || ${time} AS row FROM event_history.entity WHERE tenantid = $1 AND id LIKE $2 ORDER BY id DESC`,
    ),
    holders: await rowsOf(
      `SELECT source || ' ' || destination AS row FROM event_history.account_holder WHERE tenantid = $1 AND source LIKE $2
       ORDER BY source DESC`,
    ),
  }
}

const FIRST_MS = Date.UTC(2026, 4, 1, 8, 30, 0, 250)
const FIRST = '2026-05-01T08:30:00.250Z'
const NOTHING: Known = { accounts: [], entities: [], holders: [] }

function accountsOf(id: string): readonly string[] {
  return [`DA-${id}BBANBANKXX01 ${FIRST}`, `CA-${id}BBANBANKXX02 ${FIRST}`]
}

function everything(id: string): Known {
  return {
    accounts: accountsOf(id),
    entities: [`D-${id}BANK_CUSTOMER ${FIRST}`, `C-${id}BANK_CUSTOMER ${FIRST}`],
    holders: [`D-${id}BANK_CUSTOMER DA-${id}BBANBANKXX01`, `C-${id}BANK_CUSTOMER CA-${id}BBANBANKXX02`],
  }
}

function onlyAccounts(id: string): Known {
  return { ...NOTHING, accounts: accountsOf(id) }
}

function documentOf(type: MessageType, overrides: MessageOverrides & TransferOverrides) {
  return DOCUMENTS[type](overrides)
}

describe.each<[boolean, MessageType, (id: string) => Known]>([
  [true, 'pain.001.001.11', everything],
  [true, 'pain.013.001.09', onlyAccounts],
  [true, 'pacs.008.001.10', onlyAccounts],
  [true, 'pacs.002.001.12', () => NOTHING],
  [false, 'pacs.008.001.10', everything],
  [false, 'pacs.002.001.12', () => NOTHING],
])('with quoting %s, a %s', (quoting, type, expected) => {
  it('makes known what it should, as of the time that it names; later messages change nothing of it', async () => {
    const system = systemWith(quoting)
    const id = randomUUID()
    const transfer = { ...parties(id), endToEndId: id }
    const first = documentOf(type, { ...transfer, messageId: `1-${id}`, createdAtMs: FIRST_MS })
    expect((await system.send(first)).status).toBe(200)
    expect(await knownOf(system, id)).toEqual(expected(id))
    const again = {
      ...transfer,
      endToEndId: `${id}-2`,
      messageId: `2-${id}`,
      createdAtMs: FIRST_MS + 86_400_000,
    }
    expect((await system.send(documentOf(type, again))).status).toBe(200)
    expect(await knownOf(system, id)).toEqual(expected(id))
  })
})

describe('without quoting', () => {
  it.each(['pain.001.001.11', 'pain.013.001.09'] as const)('there is no %s', async (type) => {
    const { status, text } = await systemWith(false).send(documentOf(type, {}))
    expect([status, text]).toEqual([
      404,
      `{"message":"Route POST:/v1/evaluate/iso20022/${type} not found","error":"Not Found","statusCode":404}`,
    ])
  })
})

describe('with quoting', () => {
  it('a payment is evaluated whether or not an initiation came before it', async () => {
    const system = systemWith(true)
    const id = randomUUID()
    const transfer = { ...parties(id), endToEndId: id }
    for (const type of ['pacs.008.001.10', 'pacs.002.001.12'] as const) {
      expect((await system.send(documentOf(type, { ...transfer, messageId: `${type}-${id}` }))).status).toBe(
        200,
      )
    }
    const { report } = await waitUntil(() => system.report(`pacs.002.001.12-${id}`), {
      what: 'the evaluation',
    })
    expect(report.status).toBe('NALT')
  })
})
