import { describe, expect, it } from 'vitest'
import { SUSPENSION_MS, SuspendedRules, suspensionKey } from './suspended-rules.ts'

const rule = { configDigest: 'd', ruleId: '901@4.0.0', cfg: '4.0.0' }
const key = suspensionKey(rule)

function createSuspensions() {
  const time = { nowMs: 1_000_000 }
  return { time, suspended: new SuspendedRules(() => time.nowMs) }
}

describe('SuspendedRules', () => {
  it('suspends a rule at its third strike within a minute, for a minute', () => {
    const { time, suspended } = createSuspensions()
    expect([suspended.strike(rule), suspended.strike(rule)]).toEqual([false, false])
    expect(suspended.keys()).toEqual(new Set())
    time.nowMs += SUSPENSION_MS
    expect(suspended.strike(rule)).toBe(true)
    expect(suspended.keys()).toEqual(new Set([key]))
    time.nowMs += SUSPENSION_MS - 1
    expect(suspended.keys()).toEqual(new Set([key]))
    time.nowMs += 1
    expect(suspended.keys()).toEqual(new Set())
  })

  it('forgives strikes that lie apart', () => {
    const { time, suspended } = createSuspensions()
    for (let strike = 0; strike < 10; strike += 1) {
      expect(suspended.strike(rule)).toBe(false)
      time.nowMs += SUSPENSION_MS / 2 + 1
    }
    expect(suspended.keys()).toEqual(new Set())
  })

  it('suspends again at a single strike soon after a suspension, and not later', () => {
    const { time, suspended } = createSuspensions()
    const strikeOften = (): boolean[] => [1, 2, 3].map(() => suspended.strike(rule))
    strikeOften()
    time.nowMs += 2 * SUSPENSION_MS
    expect(suspended.strike(rule)).toBe(true)
    time.nowMs += 2 * SUSPENSION_MS + 1
    expect(suspended.strike(rule)).toBe(false)
  })

  it('tells rules, configurations of a rule and configuration sets apart', () => {
    const { suspended } = createSuspensions()
    for (const other of [
      { ...rule, ruleId: '902@4.0.0' },
      { ...rule, cfg: '5.0.0' },
      { ...rule, configDigest: 'e' },
    ]) {
      expect([suspended.strike(rule), suspended.strike(other)][1]).toBe(false)
    }
    expect(suspended.keys()).toEqual(new Set([key]))
  })
})
