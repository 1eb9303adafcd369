import { expect, it } from 'vitest'
import type { LedgerEntry } from '@pantau/loadtest'
import { faultRows, renderFaultTable } from './fault-table.ts'

function entry(atEpochMs: number, event: string): LedgerEntry {
  return { atEpochMs, event, transactionType: 'pacs.008.001.10', messageId: `M-${atEpochMs}` }
}

it('counts the answers from each fault to the next', () => {
  const rows = faultRows(
    [
      { name: 'tms', struckAtEpochMs: 100, recoveredAtEpochMs: 150 },
      { name: 'tadp', struckAtEpochMs: 200, recoveredAtEpochMs: 230 },
    ],
    [
      entry(99, '200'),
      entry(100, 'connection-error'),
      entry(110, 'due'),
      entry(199, '200'),
      entry(250, '200'),
    ],
    300,
  )
  expect(rows).toEqual([
    { fault: 'tms', downMs: 50, answers: { '200': 1, 'connection-error': 1 } },
    { fault: 'tadp', downMs: 30, answers: { '200': 1 } },
  ])
  expect(renderFaultTable(rows)).toBe(
    ['fault  away ms  200  connection-error', 'tms    50       1    1', 'tadp   30       1    0'].join('\n'),
  )
})
