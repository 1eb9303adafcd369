import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { BenchmarkResult } from '../benchmark-result.ts'
import { SIZING_ASSUMPTIONS, sizeInstallation } from './size-installation.ts'
import { replaceSizingBlock } from './sizing-block.ts'
import { sizingCost, SizingCostError } from './sizing-cost.ts'
import { sizingReport } from './sizing-report.ts'

const HELP = `Usage: npm run sizing -- --cost result.json [options]

Prints what loads of so many payments a day need, from what one payment cost in a run of npm run bench (--target services or evaluator).

  --cost FILE             result.json of the run
  --millions LIST         payments per day, in millions                              (1,10,100)
  --peak N                payments of the busiest second over the average one        (${SIZING_ASSUMPTIONS.peakFactor})
  --utilisation N         planned use of a processor in the busiest second, 0 to 1   (${SIZING_ASSUMPTIONS.utilisation})
  --retention-days N      days that payments stay in the database                    (${SIZING_ASSUMPTIONS.retentionDays})
  --heap-bytes N          bytes of tables and indexes of a payment, and
  --broker-bytes N        bytes that the broker writes for one, where the run did not measure them
  --write PAGE            puts the tables between the marks of this page, such as docs/sizing.md
`
const EXIT_USAGE = 2

process.exitCode = await run(process.argv.slice(2))

async function run(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        cost: { type: 'string' },
        millions: { type: 'string', default: '1,10,100' },
        peak: { type: 'string', default: String(SIZING_ASSUMPTIONS.peakFactor) },
        utilisation: { type: 'string', default: String(SIZING_ASSUMPTIONS.utilisation) },
        'retention-days': { type: 'string', default: String(SIZING_ASSUMPTIONS.retentionDays) },
        'heap-bytes': { type: 'string' },
        'broker-bytes': { type: 'string' },
        write: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(HELP)
      return 0
    }
    if (values.cost === undefined) {
      throw new SizingCostError('--cost is needed')
    }
    const assumptions = {
      ...SIZING_ASSUMPTIONS,
      peakFactor: positive('peak', values.peak),
      utilisation: positive('utilisation', values.utilisation),
      retentionDays: positive('retention-days', values['retention-days']),
    }
    const loads = values.millions.split(',').map((text) => positive('millions', text) * 1e6)
    // Written by npm run bench; what is missing in a file of another kind is refused by sizingCost.
    const result = JSON.parse(await readFile(values.cost, 'utf8')) as BenchmarkResult
    const cost = sizingCost({
      ...(values['heap-bytes'] === undefined
        ? {}
        : { heapBytesPerPayment: positive('heap-bytes', values['heap-bytes']) }),
      ...(values['broker-bytes'] === undefined
        ? {}
        : { brokerBytesPerPayment: positive('broker-bytes', values['broker-bytes']) }),
      ...result,
    })
    const installations = loads.map((load) => sizeInstallation(cost, load, assumptions))
    const report = sizingReport(result, cost, assumptions, installations)
    process.stdout.write(report)
    if (values.write !== undefined) {
      await writeFile(values.write, replaceSizingBlock(await readFile(values.write, 'utf8'), report))
    }
    return 0
  } catch (error) {
    if (error instanceof SizingCostError || isArgumentError(error)) {
      process.stderr.write(`${error.message}\n\n${HELP}`)
      return EXIT_USAGE
    }
    throw error
  }
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new SizingCostError(`--${name} must be more than 0, not '${text}'`)
  }
  return value
}
