import { acceptedEventCodec, evaluationRecordCodec } from '@pantau/contracts'
import { compileConfiguration, decide, runRules, scoreTypologies } from '@pantau/evaluation'
import { createExamplePayment, factKey, FACT_VALUE_SCHEMAS } from '@pantau/rule-kit'
import { ruleRegistry, defaultRuleConfigurations } from '@pantau/rules'
import { test } from 'vitest'
import * as fc from 'fast-check'
import { gzipSync } from 'node:zlib'
test('x', () => {
  const facts: Record<string, any> = {}
  const DAY = 86_400_000
  const sample: Record<string, any> = {
    'attempt-count': { count: 3, saturated: false }, conditions: [], 'activity-span': { firstMs: 1785662049030, lastMs: 1785662049030 },
    silence: { lengthMs: 86400000, ongoing: false }, 'lifetime-count': { count: 120 }, 'payment-count': { count: 5, saturated: false },
    'amount-sum': { amountMinor: '1234567', count: 4, exact: true }, 'similar-amounts': { count: 1, saturated: false, any: true, earlier: true },
    'near-threshold': { count: 1, saturated: false, near: false }, 'latest-payments': [{ atMs: 1785662049030, amountMinor: '12345', currency: 'EUR', sameCounterparty: false }],
    'latest-text': { atMs: 1785662049030, text: 'bike repair' }, 'largest-payment': { atMs: 1785662049030, amountMinor: '99999' },
    'amount-statistics': { count: 120, mean: 12345.678, standardDeviation: 4321.123456 }, 'first-digits': { counts: [30, 20, 12, 9, 8, 6, 5, 4, 3] },
    'interval-counts': { current: 3, intervals: 12, mean: 2.25, standardDeviation: 1.2 }, counterparties: { distinct: 4, newcomers: 1, saturated: false, counterparty: 'established' },
    'payee-history': { count: 3, firstMs: 1785662049030, lastMs: 1785662049030 }, 'hour-profile': { counts: Array(24).fill(4) }, 'holder-accounts': { count: 1, saturated: false },
    'mirrored-credits': { found: 'none', depth: 0 }, 'funder-fan-out': { largest: 2, funders: 1 }, 'returning-flow': { hops: null, depth: 2 }, 'common-funder': { senders: 3, shared: 1 },
    'latest-location': { atMs: 1785662049030, latitudeDegrees: 51.05, longitudeDegrees: 3.72 }, 'nearby-payments': { located: 10, nearby: 9 },
  }
  let n = 0
  const results: any[] = []
  const payment = createExamplePayment()
  for (const c of defaultRuleConfigurations as any[]) {
    const rule = ruleRegistry.find(c.id)
    const b: any = rule?.bind(c.config.parameters ?? {})
    if (!b?.rule) continue
    n++
    for (const f of b.rule.facts) facts[factKey(f)] = sample[f.kind]
    results.push({ ruleId: c.id, cfg: c.cfg, outcome: '.01', value: 3, durationNs: 1234 })
  }
  const header: any = { tenantId: 'DEFAULT', transactionType: 'pacs.002.001.12', messageId: 'M2-20260802-000417', acceptedAtMs: 1785662049030, configDigest: 'a'.repeat(64), dataPreparationNs: 1234567, eventDirectorNs: 12345 }
  const ev = acceptedEventCodec.encode({ header, payment, facts })
  const evEmpty = acceptedEventCodec.encode({ header, payment, facts: {} })
  const typ = Array.from({ length: 28 }, (_, i) => ({ typologyId: 'typology-processor', cfg: `T-${100 + i}@1.0.0`, score: 120, review: false, interdict: false, durationNs: 1234 }))
  const rec = evaluationRecordCodec.encode({ header, evaluationId: '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23', status: 'NALT', ruleResults: results, typologyResults: typ, evaluatedAtMs: 1785662049030, adjudicationNs: 1234 })
  console.log('rules', n, 'facts', Object.keys(facts).length, 'event', ev.length, 'factsBytes', ev.length - evEmpty.length, 'gz', gzipSync(ev).length, gzipSync(evEmpty).length, 'record', rec.length, gzipSync(rec).length)
})
