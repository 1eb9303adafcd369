import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  calibratedLibrary,
  calibratedTypologies,
  configurationSet,
  scorecardTypologies,
} from '@pantau/typologies'
import { chooseLine } from './choose-line.ts'
import { fitFollowUp } from './fit-follow-up.ts'
import { fitScorecards } from './fit-scorecards.ts'

const HELP = `Usage: npm run fit:scorecards -- [options]

Generates labelled payments, judges them by every shipped rule, and fits the scorecards of typologies/fitted and the thresholds of the
library's typologies to what the rules said; judges the payments once more by these, and fits the follow-up to what was said of earlier findings, and
finds from where on the others alert by themselves. Use seeds that no benchmark is reported on.

  --seeds N,N,…         worlds to fit on, each once with the base scenarios and once with slow-small   (101,102,103)
  --scale N             accounts of a world                                                            (5000)
  --days N              days of a world                                                                (90)
  --alert P             probability that a payment is illicit from which the overall scorecard is remembered (0.09)
  --alert-specific P    the same for the scorecards of one kind of scheme                              (0.2)
  --interdict P         the same for stopping it                                                       (0.5)
  --line-seeds N,N,…    worlds to choose the follow-up's alert threshold on, with the base scenarios     (201,202,203)
  --precision P         least share of all alerts on these that is to be right                         (0.32)
  --only-follow-up      keeps the scorecards and thresholds that are shipped, and fits only what follows them up
  --out DIR             where the JSON files go                                                        (typologies/fitted)
  --help                this text
`

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101,102,103' },
    scale: { type: 'string', default: '5000' },
    days: { type: 'string', default: '90' },
    alert: { type: 'string', default: '0.09' },
    'alert-specific': { type: 'string', default: '0.2' },
    interdict: { type: 'string', default: '0.5' },
    'line-seeds': { type: 'string', default: '201,202,203' },
    precision: { type: 'string', default: '0.32' },
    'only-follow-up': { type: 'boolean', default: false },
    out: { type: 'string', default: 'typologies/fitted' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(HELP)
} else {
  const seeds = values.seeds.split(',').map(Number)
  const common = {
    worlds: seeds.flatMap((seed) => [
      { seed, scenarios: 'base' },
      { seed: seed + 1000, scenarios: 'slow-small' },
    ]),
    accounts: Number(values.scale),
    days: Number(values.days),
    onStep: (step: string) => {
      process.stderr.write(`${step}\n`)
    },
  }
  await mkdir(values.out, { recursive: true })
  let first = [...scorecardTypologies, ...calibratedTypologies]
  if (!values['only-follow-up']) {
    const { typologies, thresholds } = await fitScorecards({
      ...common,
      alertProbability: Number(values.alert),
      specificAlertProbability: Number(values['alert-specific']),
      interdictionProbability: Number(values.interdict),
      library: configurationSet('pantau-library'),
    })
    await writeJson('scorecards.json', typologies)
    await writeJson('thresholds.json', thresholds)
    first = [...typologies, ...calibratedLibrary(thresholds)]
  }
  const fitted = await fitFollowUp({ ...common, typologies: first })
  const followUp = await chooseLine({
    ...common,
    worlds: values['line-seeds'].split(',').map((seed) => ({ seed: Number(seed), scenarios: 'base' })),
    typologies: first,
    fitted,
    precisionMin: Number(values.precision),
  })
  await writeJson('follow-ups.json', [followUp])
  await writeJson('alerts.json', fitted.alerts)
}

async function writeJson(name: string, content: unknown): Promise<void> {
  await writeFile(join(values.out, name), `${JSON.stringify(content, undefined, 2)}\n`)
}
