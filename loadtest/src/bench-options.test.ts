import { describe, expect, it } from 'vitest'
import { BENCH_HELP, BenchOptionsError, parseBenchOptions } from './bench-options.ts'

const AT = new Date('2026-08-02T09:14:07.512Z')

describe('the options of a benchmark', () => {
  it('has defaults for everything', () => {
    expect(parseBenchOptions([], AT)).toMatchObject({
      configuration: 'pantau-default',
      historyCount: 0,
      tenantCount: 0,
      hotShare: 0,
      paddingBytes: 0,
      target: 'services',
      tls: false,
      isCold: false,
      mode: 'open',
      ratePerSecond: 100,
      seconds: 60,
      title: 'services, open loop, 100 payments/s, 60 s',
      outFolder: '.cache/bench/2026-08-02T09-14-07-512Z',
    })
  })

  it('takes what is asked', () => {
    const options = parseBenchOptions(
      '--target decider --ingresses 2 --mode closed --clients 200 --payments 5000 --warmup 0 --tls --nats-sync always --out /tmp/run'.split(
        ' ',
      ),
      AT,
    )
    expect(options).toMatchObject({
      target: 'decider',
      ingressCount: 2,
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

  it('takes what the payments meet: a configuration set, a history, a hot account', () => {
    const options = parseBenchOptions(
      '--configuration parity --history 1000000 --hot-share 0.25 --padding 512 --rate 5 --seconds 1'.split(
        ' ',
      ),
      AT,
    )
    expect(options).toMatchObject({
      configuration: 'parity',
      historyCount: 1_000_000,
      hotShare: 0.25,
      paddingBytes: 512,
      title: 'services, open loop, 5 payments/s, 1 s, 1000000 of history',
    })
  })

  it('takes settings of the database server', () => {
    expect(
      parseBenchOptions('--postgres wal_compression=on,shared_buffers=2GB'.split(' '), AT),
    ).toMatchObject({ postgresSettings: { wal_compression: 'on', shared_buffers: '2GB' } })
    expect(() => parseBenchOptions('--postgres fsync'.split(' '), AT)).toThrow(BenchOptionsError)
  })

  it('reads settings of services, of those that there are', () => {
    const list = 'tms.PANTAU_LOG_LEVEL=warn,tms.PANTAU_TMS_COMMIT_CONCURRENCY=1,relay.PANTAU_LOG_LEVEL=info'
    expect(parseBenchOptions(['--services', list], AT).serviceSettings).toEqual({
      tms: { PANTAU_LOG_LEVEL: 'warn', PANTAU_TMS_COMMIT_CONCURRENCY: '1' },
      relay: { PANTAU_LOG_LEVEL: 'info' },
    })
    for (const bad of ['PANTAU_LOG_LEVEL=warn', 'tsm.PANTAU_LOG_LEVEL=warn', 'tms.PANTAU_LOG_LEVEL']) {
      expect(() => parseBenchOptions(['--services', bad], AT)).toThrow(/--services is a list/)
    }
  })

  it.each(['--postgres fsync=off', '--services tms.PANTAU_LOG_LEVEL=warn'])(
    'refuses %s for the standalone process, which it would not reach',
    (asked) => {
      expect(() => parseBenchOptions(`--target standalone ${asked}`.split(' '), AT)).toThrow(/of their own/)
    },
  )

  it('sweeps over one variable, in closed loops unless asked otherwise', () => {
    expect(parseBenchOptions('--sweep rules'.split(' '), AT)).toMatchObject({
      sweep: { variable: 'rules', values: [1, 33, 110, 330] },
      mode: 'closed',
      seconds: 10,
    })
    expect(parseBenchOptions('--sweep hot --values 0,0.5 --seconds 3'.split(' '), AT)).toMatchObject({
      sweep: { variable: 'hot', values: [0, 0.5] },
      seconds: 3,
    })
    expect(parseBenchOptions([], AT)).not.toHaveProperty('sweep')
  })

  it('has connections for all that wait in overload', () => {
    expect(parseBenchOptions(['--overload', '--clients', '100', '--seconds', '5'], AT)).toMatchObject({
      overload: true,
      clientCount: 100,
      connectionCount: 256,
      title: 'services, overload, 100 clients, 5 s',
    })
  })

  it('measures a noisy tenant on services of their own only', () => {
    expect(parseBenchOptions(['--noisy-tenant', '--clients', '64', '--seconds', '5'], AT)).toMatchObject({
      noisyTenant: true,
      connectionCount: 256,
      title: 'services, noisy tenant, 64 clients, 5 s',
    })
    expect(() => parseBenchOptions(['--noisy-tenant', '--overload'], AT)).toThrow(BenchOptionsError)
    expect(() => parseBenchOptions(['--noisy-tenant', '--target', 'standalone'], AT)).toThrow(
      BenchOptionsError,
    )
  })

  it('asks for decisions in replies, with fractions of a second, where one load is measured', () => {
    expect(parseBenchOptions(['--wait', '0.3'], AT)).toMatchObject({ waitSeconds: 0.3 })
    expect(parseBenchOptions([], AT)).not.toHaveProperty('waitSeconds')
    expect(() => parseBenchOptions(['--wait', '1', '--overload'], AT)).toThrow(BenchOptionsError)
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
    [
      ['--sweep', 'colours'],
      "--sweep must be one of rules, typologies, tenants, accounts, hot, size, history, not 'colours'",
    ],
    [['--sweep', 'rules', '--values', '1,0'], '--values: rules cannot be 0'],
    [['--sweep', 'hot', '--values', '2'], '--values: hot cannot be 2'],
    [['--sweep', 'size', '--values', '1,'], "--values must be a number, not ''"],
    [['--values', '1'], '--values belongs to --sweep'],
    [['--tenants', '2', '--history', '9'], 'Several tenants go with services of their own'],
    [['--sweep', 'tenants', '--target', 'standalone'], 'Several tenants go with services of their own'],
    [['--accounts', '0'], '--accounts must be more than 0'],
    [['--history', '0.5'], "--history must be a whole number, not '0.5'"],
    [['--wait', 'long'], "--wait must be a number, not 'long'"],
    [['--traces', '2'], "--traces must be 0 to 1, not '2'"],
    [['--hot-share', '1.1'], "--hot-share must be 0 to 1, not '1.1'"],
    [
      ['--configuration', 'mine'],
      '--configuration must be one of default, pantau-default, pantau-pre-settlement, ',
    ],
    [['--mode', 'ajar'], "--mode must be one of open, closed, not 'ajar'"],
    [['--speed', '1'], "Unknown option '--speed'"],
  ])('refuses %s', (args, message) => {
    expect(() => parseBenchOptions(args, AT)).toThrow(BenchOptionsError)
    expect(() => parseBenchOptions(args, AT)).toThrow(message)
  })

  it('explains every option', () => {
    for (const name of [
      'target',
      'configuration',
      'history',
      'hot-share',
      'padding',
      'mode',
      'arrivals',
      'rate',
      'clients',
      'seconds',
      'warmup',
      'payments',
      'wait',
      'traces',
      'out',
    ]) {
      expect(BENCH_HELP).toContain(`--${name} `)
    }
  })
})
