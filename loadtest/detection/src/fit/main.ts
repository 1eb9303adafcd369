import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { configurationSet } from '@pantau/typologies'
import { fitScorecards } from './fit-scorecards.ts'

const HELP = `Usage: npm run fit:scorecards -- [options]

Generates labelled payments, judges them by every shipped rule, and fits the scorecards of typologies/fitted and the thresholds of the
library's typologies to what the rules said. Use seeds that no benchmark is reported on.

  --seeds N,N,…         worlds to fit on, each once with the base scenarios and once with slow-small   (101,102,103)
  --scale N             accounts of a world                                                            (5000)
  --days N              days of a world                                                                (90)
  --alert P             probability that a payment is illicit from which it alerts                     (0.07)
  --interdict P         the same for stopping it                                                       (0.5)
  --out DIR             where the JSON files go                                                        (typologies/fitted)
  --help                this text
`

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101,102,103' },
    scale: { type: 'string', default: '5000' },
    days: { type: 'string', default: '90' },
    alert: { type: 'string', default: '0.07' },
    interdict: { type: 'string', default: '0.5' },
    out: { type: 'string', default: 'typologies/fitted' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(HELP)
} else {
  const seeds = values.seeds.split(',').map(Number)
  const fitted = await fitScorecards({
    worlds: seeds.flatMap((seed) => [
      { seed, scenarios: 'base' },
      { seed: seed + 1000, scenarios: 'slow-small' },
    ]),
    accounts: Number(values.scale),
    days: Number(values.days),
    alertProbability: Number(values.alert),
    interdictionProbability: Number(values.interdict),
    library: configurationSet('pantau-library'),
    onStep: (step) => process.stderr.write(`${step}\n`),
  })
  await mkdir(values.out, { recursive: true })
  await writeJson('scorecards.json', fitted.typologies)
  await writeJson('thresholds.json', fitted.thresholds)
}

async function writeJson(name: string, content: unknown): Promise<void> {
  await writeFile(join(values.out, name), `${JSON.stringify(content, undefined, 2)}\n`)
}
