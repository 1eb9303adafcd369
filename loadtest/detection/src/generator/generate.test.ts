import { describe, expect, it } from 'vitest'
import { smallWorld } from '../../test/small-world.ts'
import { HORIZON_START_MS } from './horizon.ts'
import { ILLICIT, LOOK_ALIKE, NO_INSTANCE, ORDINARY } from '../labels/labels.ts'
import { NO_BIRTH_DATE } from '../traffic/account-directory.ts'

describe('generate', () => {
  it('gives the same world for the same seed, and another one for another', async () => {
    const [one, again, other] = await Promise.all([smallWorld(), smallWorld(), smallWorld({ seed: 2 })])
    expect(again).toEqual(one)
    expect(other.traffic.payments.amountMinor.slice(0, 100)).not.toEqual(
      one.traffic.payments.amountMinor.slice(0, 100),
    )
  })

  it('labels every payment, ordinary ones with no instance', async () => {
    const { traffic, labels } = await smallWorld({ prevalence: 0.01 })
    expect(labels.count).toBe(traffic.payments.count)
    const kinds = new Set(labels.kind)
    expect(kinds).toEqual(new Set([ORDINARY, LOOK_ALIKE, ILLICIT]))
    for (let payment = 0; payment < labels.count; payment += 1) {
      expect(labels.instance[payment] === NO_INSTANCE).toBe(labels.kind[payment] === ORDINARY)
    }
  })

  it('makes the share of illicit payments that was asked for, all within the horizon', async () => {
    const { traffic, labels } = await smallWorld({ accounts: 1200, days: 30, prevalence: 0.005 })
    const within = traffic.payments.createdAtMs.filter((atMs) => atMs >= HORIZON_START_MS)
    const illicit = labels.kind.filter((kind) => kind === ILLICIT).length
    expect(illicit / within.length).toBeGreaterThan(0.004)
    expect(illicit / within.length).toBeLessThan(0.007)
    expect(Math.max(...traffic.payments.createdAtMs.slice(-100))).toBeLessThanOrEqual(
      traffic.endMs + 90 * 60_000,
    )
  })

  it('makes at least ten look-alikes for every scheme', async () => {
    const { labels } = await smallWorld({ accounts: 1200, days: 30 })
    expect(labels.instances.length).toBeGreaterThan(5)
    expect(labels.lookAlikeInstances / labels.instances.length).toBeGreaterThan(10)
  })

  it('lets nobody pay oneself, and every amount be at least one minor unit', async () => {
    const { payments } = (await smallWorld({ prevalence: 0.02 })).traffic
    for (let payment = 0; payment < payments.count; payment += 1) {
      expect(payments.debtor[payment]).not.toBe(payments.creditor[payment])
      expect(payments.amountMinor[payment]).toBeGreaterThan(0)
      expect(Number.isSafeInteger(payments.amountMinor[payment])).toBe(true)
    }
  })

  it('lets a person make about 0.7 payments a day', async () => {
    const { traffic } = await smallWorld({ accounts: 1500, days: 28 })
    const { payments, accounts } = traffic
    const persons = accounts.birthDay.filter((day) => day !== NO_BIRTH_DATE).length
    const made = payments.debtor.filter(
      (debtor, payment) =>
        accounts.birthDay[debtor] !== NO_BIRTH_DATE &&
        (payments.createdAtMs[payment] ?? 0) >= HORIZON_START_MS,
    ).length
    expect(made / persons / 28).toBeGreaterThan(0.55)
    expect(made / persons / 28).toBeLessThan(0.9)
  })

  it('sends both messages of every payment, some twice, and some reports before their transfer', async () => {
    const { arrivals, payments } = (await smallWorld({ accounts: 1200, days: 30 })).traffic
    const sent = new Map<number, number[]>()
    for (let index = 0; index < arrivals.count; index += 1) {
      const payment = arrivals.payment[index] ?? 0
      sent.set(payment, [...(sent.get(payment) ?? []), arrivals.message[index] ?? 0])
    }
    expect(sent.size).toBe(payments.count)
    const orders = [...sent.values()]
    expect(orders.every((messages) => messages.includes(0) && messages.includes(1))).toBe(true)
    expect(orders.some((messages) => messages.length > 2)).toBe(true)
    expect(orders.some(([first]) => first === 1)).toBe(true)
  })
})
