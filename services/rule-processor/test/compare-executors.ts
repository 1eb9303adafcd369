/**
 * Compares the ways to run rules: CPU of the whole process, threads included, per payment. Build first, then
 * `npx tsx services/rule-processor/test/compare-executors.ts`; the numbers of docs/decisions/0005 were made with it.
 */
import { readFileSync } from 'node:fs'
import { createFactLayout, Encoded, PackedFacts, plannedEventCodec } from '@pantau/contracts'
import type { CapturedEvent, PlannedEvent, RuleOutcomes } from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { captureFacts, createMemoryBook } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import { createInlineExecutor, createPooledExecutor } from '@pantau/service-rule-processor'
import type { RuleExecutor } from '@pantau/service-rule-processor'
import { LIGHT_RULE_COUNT, lightRuleIds, ruleRegistry } from './fixture-rules/src/light-rules.ts'

const PAYMENTS = 20_000
const BATCHES = [1, 8, 32, 128]
const CFG = '1.0.0'

const references = lightRuleIds.map((id) => ({ id, cfg: CFG }))
const set: ConfigurationSet = {
  networkMap: {
    active: true,
    cfg: CFG,
    messages: [
      {
        id: '004@1.0.0',
        cfg: CFG,
        txTp: 'pacs.002.001.12',
        typologies: [{ id: 'typology-processor', cfg: 'T-LIGHT@1.0.0', rules: references }],
      },
    ],
  },
  rules: references.map((reference) => ({
    ...reference,
    config: {
      bands: [
        { subRuleRef: '.01', upperLimit: 2, reason: 'one' },
        { subRuleRef: '.02', lowerLimit: 2, reason: 'more' },
      ],
    },
  })),
  typologies: [
    {
      id: 'typology-processor',
      cfg: 'T-LIGHT@1.0.0',
      workflow: { alertThreshold: 100 },
      rules: references.map((reference, index) => ({
        ...reference,
        termId: `v${index}`,
        wghts: ['.err', '.01', '.02'].map((ref) => ({ ref, wght: 1 })),
      })),
      expression: ['Add', ...references.map((_, index) => `v${index}`)],
    },
  ],
}

const compilation = compileConfiguration(set, ruleRegistry)
if ('problems' in compilation) {
  throw new TypeError(JSON.stringify(compilation.problems))
}
const payment = createExamplePayment()
const event: PlannedEvent & CapturedEvent = {
  header: {
    tenantId: payment.tenantId,
    transactionType: payment.transactionType,
    messageId: payment.messageId,
    acceptedAtMs: 1_785_662_049_030,
    configDigest: 'light',
    dataPreparationNs: 1,
    eventDirectorNs: 1,
  },
  part: { group: 'default', index: 0, count: 1 },
  payment,
  facts: captureFacts(
    compilation.compiled.planFor('pacs.002.001.12')?.facts ?? [],
    payment,
    createMemoryBook().history(payment),
  ),
}
const layout = createFactLayout(Object.keys(event.facts))
const facts = new PackedFacts('light', layout.pack(event.facts))
const bytes = plannedEventCodec.encode({ ...event, facts })

const options = {
  configurations: { byDigest: async () => compilation },
  layouts: { layoutOf: async () => layout },
  ruleGroups: {},
  ruleBudgetMs: 1_000,
  onGivenUp: () => undefined,
}
/** As services hand over: bytes in, bytes out. */
const asBytes = {
  input: () => Encoded.ofBytes(plannedEventCodec, bytes),
  read: (outcomes: Encoded<RuleOutcomes>) => outcomes.bytes().length,
}
/** As stages do that are chained in one process. */
const asValues = {
  input: () => Encoded.ofValue(plannedEventCodec, event),
  read: (outcomes: Encoded<RuleOutcomes>) => outcomes.value().ruleResults.length,
}

const inline = createInlineExecutor({ ...options, clock: { nowNs: () => performance.now() * 1_000_000 } })
const cases = [
  { name: 'inline, chained', executor: inline, handover: asValues },
  { name: 'inline', executor: inline, handover: asBytes },
  { name: 'pooled, 1 thread', executor: await startPool(1), handover: asBytes },
  { name: 'pooled, 2 threads', executor: await startPool(2), handover: asBytes },
]

async function startPool(threadCount: number): Promise<RuleExecutor> {
  return createPooledExecutor({
    ...options,
    registryUrl: new URL('./fixture-rules/src/light-rules.ts', import.meta.url).href,
    execArgv: ['--import', new URL('./register-compiled.mjs', import.meta.url).href],
    threadCount,
    queueMax: 16,
    threadHeapMaxMib: 128,
    onThreadLost(error) {
      throw error
    },
  })
}

async function runPayments(
  { executor, handover }: (typeof cases)[number],
  batchSize: number,
  payments: number,
): Promise<void> {
  for (let done = 0; done < payments; done += batchSize) {
    const batch = Array.from({ length: batchSize }, () => handover.input())
    for (const answer of await executor.run(batch)) {
      if (answer.kind !== 'outcomes' || handover.read(answer.outcomes) === 0) {
        throw new TypeError('A payment has no results')
      }
    }
  }
}

/** Time that the main thread alone was on a CPU, as Linux accounts for it (proc(5), schedstat). */
function mainThreadUs(): number {
  const [onCpuNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
  return Number(onCpuNs) / 1_000
}

process.stdout.write(
  `${LIGHT_RULE_COUNT} light rules, ${bytes.length} bytes in; µs of CPU per payment, all threads / main thread, by batch\n`,
)
for (const each of cases) {
  const cells: string[] = []
  for (const batchSize of BATCHES) {
    await runPayments(each, batchSize, PAYMENTS / 10)
    const [cpu, mainUs] = [process.cpuUsage(), mainThreadUs()]
    await runPayments(each, batchSize, PAYMENTS)
    const { user, system } = process.cpuUsage(cpu)
    const [all, main] = [user + system, mainThreadUs() - mainUs].map((us) => (us / PAYMENTS).toFixed(1))
    cells.push(`${batchSize}: ${all} / ${main}`)
  }
  process.stdout.write(`${each.name.padEnd(18)} ${cells.join('   ')}\n`)
}
await Promise.all(cases.map(async ({ executor }) => executor.close()))
