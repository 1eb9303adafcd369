import { describe, expect, it } from 'vitest'
import { BENCH_HELP, BenchOptionsError, parseBenchOptions } from './bench-options.ts'

const AT = new Date('2026-08-02T09:14:07.512Z')

describe('the options of a benchmark', () => {
  it('has defaults for everything', () => {
    expect(parseBenchOptions([], AT)).toMatchObject({
      target: 'services',
      tls: false,
      mode: 'open',
      ratePerSecond: 100,
      seconds: 60,
      title: 'services, open loop, 100 payments/s, 60 s',
      outFolder: '.cache/bench/2026-08-02T09-14-07-512Z',
    })
  })

  it('takes what is asked', () => {
    const options = parseBenchOptions(
      '--mode closed --clients 200 --payments 5000 --warmup 0 --tls --nats-sync always --out /tmp/run'.split(
        ' ',
      ),
      AT,
    )
    expect(options).toMatchObject({
      mode: 'closed',
      clientCount: 200,
      connectionCount: 200,
      paymentCount: 5000,
      warmupSeconds: 0,
      tls: true,
      natsSyncInterval: 'always',
      outFolder: '/tmp/run',
    })
  })

  it('has connections for all that wait in overload', () => {
    expect(parseBenchOptions(['--overload', '--clients', '100', '--seconds', '5'], AT)).toMatchObject({
      overload: true,
      clientCount: 100,
      connectionCount: 1_000,
      title: 'services, overload, 100 clients, 5 s',
    })
  })

  it('knows that the standalone process speaks TLS only', () => {
    expect(parseBenchOptions(['--target', 'standalone'], AT)).toMatchObject({
      target: 'standalone',
      tls: true,
    })
  })

  it.each([
    [['--rate', '0'], '--rate must be more than 0'],
    [['--rate', 'fast'], "--rate must be a number, not 'fast'"],
    [['--rate', ''], "--rate must be a number, not ''"],
    [['--clients', '1.5'], "--clients must be a whole number, not '1.5'"],
    [['--mode', 'ajar'], "--mode must be one of open, closed, not 'ajar'"],
    [['--speed', '1'], "Unknown option '--speed'"],
  ])('refuses %s', (args, message) => {
    expect(() => parseBenchOptions(args, AT)).toThrow(BenchOptionsError)
    expect(() => parseBenchOptions(args, AT)).toThrow(message)
  })

  it('explains every option', () => {
    for (const name of [
      'target',
      'mode',
      'arrivals',
      'rate',
      'clients',
      'seconds',
      'warmup',
      'payments',
      'out',
    ]) {
      expect(BENCH_HELP).toContain(`--${name} `)
    }
  })
})
