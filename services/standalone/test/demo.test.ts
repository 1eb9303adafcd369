import { expect, test } from 'vitest'
import { runDemo } from '../src/demo/run-demo.ts'

test('the demo ends with an explained alert and a balanced ledger', async () => {
  const lines: string[] = []
  expect(await runDemo((line) => lines.push(line))).toBe(0)
  const text = lines.join('\n')
  expect(text).not.toContain('✗')
  expect(text).toMatch(/has the decision: \{"state":"decided","action":"stop"/)
  expect(text).toMatch(
    /score 800; alerts at 300 \(500 above\); interdicts at 500 \(300 above\); to be reviewed; payment to be stopped/,
  )
  expect(text).toMatch(/\+400 {2}.*\(901@4\.0\.0\): \.03 three or more outgoing payments in range/)
  expect(text).toMatch(/DEFAULT {2}12 +6 +0 +6 +0 +0 +yes/)
}, 300_000)
