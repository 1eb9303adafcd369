import * as fc from 'fast-check'
import { pain001Document, pain013Document } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import type { Call } from './start-contract-system.ts'
import { testPayment } from './test-payment.ts'

/** One request of a tenant: to which route of the table of privileges, and how it is made. */
export interface TenantStep {
  readonly route: string
  /** Where messages are taken, or the administration. */
  readonly service: 'ingress' | 'admin'
  /** @param conditionIds of the conditions that the tenant was told of so far, the oldest first */
  readonly call: (conditionIds: readonly string[]) => Call
}

const CONFIGURATION = '/v1/admin/configuration'
const CONDITIONS = '/v1/admin/event-flow-control'
/** Payments are dated after all conditions have begun, and these after now, so that a script is the same whenever it runs. */
const PAID_MS = Date.UTC(2100, 0, 1)
const BEGINS_MS = Date.UTC(2099, 0, 1)
const SET = defaultConfigurationSet()

const holder = fc.constantFrom('x', 'y')
const id = fc.constantFrom('1', '2', '3')
const version = fc.constantFrom('4.0.0', '5.0.0')

type StepOf = fc.Arbitrary<TenantStep>

function step(
  service: TenantStep['service'],
  method: Call['method'],
  route: string,
  rest: { readonly path?: string; readonly body?: object } = {},
): TenantStep {
  const { path = route, body } = rest
  const call = { method, path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  return { route: `${method} ${route}`, service, call: () => call }
}

function messageStep(document: { readonly TxTp: string }): TenantStep {
  return step('ingress', 'POST', `/v1/evaluate/iso20022/${document.TxTp}`, { body: document })
}

/** One message is one line: the form of many. */
export const BULK_ROUTE = '/v1/evaluate/iso20022/bulk'

const payment = fc
  .record({ id, debtor: holder, creditor: holder, status: fc.constantFrom('ACCC', 'RJCT') })
  .map((choices) => testPayment({ ...choices, atMs: PAID_MS + Number(choices.id) * 1_000 }))

const messages: readonly StepOf[] = [
  payment.map(({ transfer }) => messageStep(transfer)),
  payment.map(({ status }) => messageStep(status)),
  id.map((endToEndId) => messageStep(pain001Document({ endToEndId }))),
  id.map((endToEndId) => messageStep(pain013Document({ endToEndId }))),
  payment.map(({ transfer }) => step('ingress', 'POST', BULK_ROUTE, { body: transfer })),
]

function reportStep(route: string, each: string): TenantStep {
  return step('admin', 'GET', route, { path: `${route}?msgid=P2-${each}` })
}

const REPORT_ROUTES = ['/v1/admin/reports/getreportbymsgid', '/v1/admin/reports/explanation'] as const
const reports: readonly StepOf[] = REPORT_ROUTES.map((route) => id.map((each) => reportStep(route, each)))

const OWNERS: Readonly<Record<'account' | 'entity', (holder: string) => { query: string; body: object }>> = {
  account: (each: string) => ({
    query: `id=ACC-${each}&schmenm=BBAN&agt=BANKXX01`,
    body: {
      acct: {
        id: `ACC-${each}`,
        schmeNm: { prtry: 'BBAN' },
        agt: { finInstnId: { clrSysMmbId: { mmbId: 'BANKXX01' } } },
      },
    },
  }),
  entity: (each: string) => ({
    query: `id=CUST-${each}&schmenm=BANK_CUSTOMER`,
    body: { ntty: { id: `CUST-${each}`, schmeNm: { prtry: 'BANK_CUSTOMER' } } },
  }),
}

function conditions(kind: 'account' | 'entity'): readonly StepOf[] {
  const route = `${CONDITIONS}/${kind}`
  const owner = holder.map(OWNERS[kind])
  const condTp = fc.constantFrom('overridable-block', 'non-overridable-block', 'override')
  return [
    fc.tuple(owner, condTp, fc.nat(1_000_000)).map(([{ body }, type, offsetMs]) =>
      step('admin', 'POST', route, {
        body: {
          evtTp: ['all'],
          condTp: type,
          prsptv: 'both',
          incptnDtTm: new Date(BEGINS_MS + offsetMs).toISOString(),
          ...(type === 'override' ? { xprtnDtTm: '2101-01-01T00:00:00.000Z' } : {}),
          condRsn: 'r',
          usr: 'u',
          forceCret: true,
          ...body,
        },
      }),
    ),
    owner.map(({ query }) => step('admin', 'GET', route, { path: `${route}?${query}` })),
    fc.tuple(owner, fc.nat(3)).map(([{ query }, nth]) => ({
      route: `PUT ${route}`,
      service: 'admin' as const,
      call: (ids: readonly string[]) => ({
        method: 'PUT' as const,
        path: `${route}?${query}&condid=${ids[nth] ?? 'none'}`,
      }),
    })),
  ]
}

interface ConfigurationSteps {
  readonly keeping: readonly StepOf[]
  /** What may take the tenant's rules out of force. */
  readonly breaking: readonly StepOf[]
}

function parts(kind: 'rule' | 'typology'): ConfigurationSteps {
  const route = `${CONFIGURATION}/${kind}`
  const [shipped] = kind === 'rule' ? SET.rules : SET.typologies
  const document = fc.tuple(version, fc.nat(2)).map(([cfg, desc]) => ({ ...shipped, cfg, desc: `${desc}` }))
  const pathOf = (cfg: string): string => `${route}/${shipped?.id}/${encodeURIComponent(cfg)}`
  const keyed = `${route}/:id/:cfg`
  const cfgs = fc.constantFrom(shipped?.cfg ?? '', '5.0.0')
  return {
    keeping: [
      fc.constant(step('admin', 'GET', route)),
      cfgs.map((cfg) => step('admin', 'GET', keyed, { path: pathOf(cfg) })),
      document.map((body) => step('admin', 'POST', route, { body })),
      document.map((body) => step('admin', 'PUT', keyed, { path: pathOf(body.cfg), body })),
    ],
    breaking: [cfgs.map((cfg) => step('admin', 'DELETE', keyed, { path: pathOf(cfg) }))],
  }
}

function maps(): ConfigurationSteps {
  const route = `${CONFIGURATION}/network_map`
  const document = version.map((cfg) => ({ ...SET.networkMap, cfg, active: false }))
  const keyed = `${route}/:cfg`
  const onVersion = (action: string): StepOf =>
    version.map((cfg) => step('admin', 'POST', `${keyed}/${action}`, { path: `${route}/${cfg}/${action}` }))
  return {
    keeping: [
      fc.constant(step('admin', 'GET', route)),
      version.map((cfg) => step('admin', 'GET', keyed, { path: `${route}/${cfg}` })),
      document.map((body) => step('admin', 'POST', route, { body })),
      onVersion('activate'),
      fc.constant(step('admin', 'POST', `${route}/reload`, { body: { reloadMode: 'broadcast' } })),
    ],
    breaking: [
      document.map((body) => step('admin', 'PUT', keyed, { path: `${route}/${body.cfg}`, body })),
      version.map((cfg) => step('admin', 'DELETE', keyed, { path: `${route}/${cfg}` })),
      onVersion('deactivate'),
    ],
  }
}

const CONFIGURATIONS = [parts('rule'), parts('typology'), maps()]
const KEEPING: readonly StepOf[] = [
  ...messages,
  ...reports,
  ...conditions('account'),
  ...conditions('entity'),
  fc.constant(step('admin', 'PUT', `${CONDITIONS}/cache`)),
  ...CONFIGURATIONS.flatMap(({ keeping }) => keeping),
]
const BREAKING = CONFIGURATIONS.flatMap(({ breaking }) => breaking)

/** One arbitrary for each route that needs a privilege, over few identifiers, so that requests meet what others have left. */
export const STEP_ARBITRARIES: readonly StepOf[] = [...KEEPING, ...BREAKING]

const wholePayments = fc.array(
  payment.map(({ transfer, status }) => [messageStep(transfer), messageStep(status)]),
  { minLength: 4, maxLength: 8 },
)

function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length })
}

/** A script that asks each route at least once: first, in any order, what leaves rules in force, with whole payments among it. */
export const scriptArbitrary: fc.Arbitrary<readonly TenantStep[]> = fc
  .tuple(
    fc.tuple(...KEEPING),
    wholePayments,
    fc.array(fc.oneof(...messages, ...reports, ...conditions('account')), { maxLength: 30 }),
    fc.tuple(...BREAKING),
    fc.tuple(...['1', '2', '3'].map((each) => fc.constant(reportStep(REPORT_ROUTES[0], each)))),
  )
  .chain(([keeping, payments, more, breaking, last]) =>
    fc
      .tuple(
        shuffled([...keeping.map((each) => [each]), ...payments, ...more.map((each) => [each])]),
        shuffled(breaking),
      )
      .map(([first, second]) => [...first.flat(), ...second, ...last]),
  )
