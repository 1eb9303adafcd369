import { describe, expect, it } from 'vitest'
import { LAUNCH_HELP, LaunchOptionsError, parseLaunchOptions } from './launch-options.ts'
import { K6_SCENARIOS } from './scenario-defaults.ts'

function folderOf(line: string): string | undefined {
  const options = parseLaunchOptions(line.split(' '), '/home/ayu')
  return options === 'help' ? options : options.variables['RESULTS_DIR']
}

describe('the command line of npm run k6', () => {
  it('becomes variables of the environment, and what follows -- goes to k6', () => {
    const line =
      'load --rate 20 --duration 10s --tokens-file tokens.json --ca /tls/a.crt --insecure-tls -- --out json=a.json -q'
    expect(parseLaunchOptions(line.split(' '), '/home/ayu')).toEqual({
      scenario: 'load',
      variables: {
        RATE: '20',
        DURATION: '10s',
        TOKENS_FILE: '/home/ayu/tokens.json',
        SSL_CERT_FILE: '/tls/a.crt',
        INSECURE_TLS: 'true',
      },
      k6Arguments: ['--out', 'json=a.json', '-q'],
    })
  })

  it('leaves alone what it does not mention', () => {
    expect(parseLaunchOptions(['soak'], '/home/ayu')).toEqual({
      scenario: 'soak',
      variables: {},
      k6Arguments: [],
    })
  })

  it('saves where it is told to', () => {
    expect(folderOf('smoke --save')).toMatch(/[/\\]loadtest[/\\]results$/)
    expect(folderOf('smoke --out mine')).toBe('/home/ayu/mine')
    expect(folderOf('smoke --save --out mine')).toBe('/home/ayu/mine')
  })

  it.each(['', 'marathon', 'load soak', 'load --speed 9', 'load --rate'])('refuses "%s"', (line) => {
    const args = line.split(' ').filter((word) => word !== '')
    expect(() => parseLaunchOptions(args, '/home/ayu')).toThrow(LaunchOptionsError)
  })

  it('explains every scenario', () => {
    expect(parseLaunchOptions(['load', '--help'], '/home/ayu')).toBe('help')
    for (const scenario of K6_SCENARIOS) {
      expect(LAUNCH_HELP).toContain(`\n  ${scenario} `)
    }
  })
})
