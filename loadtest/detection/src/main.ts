import { DETECTION_HELP, DetectionOptionsError, parseDetectionOptions } from './detection-options.ts'
import { ScenarioFileError } from './load-scenarios.ts'
import { UnscorableConfigurationError } from './replay/plan-to-score.ts'
import { detectionReport } from './report/detection-report.ts'
import { runDetection } from './run-detection.ts'

const EXIT_UNFAIR = 1
const EXIT_USAGE = 2

const args = process.argv.slice(2)
if (args.includes('--help') || args[0] === 'help') {
  process.stdout.write(DETECTION_HELP)
} else {
  process.exitCode = await bench()
}

async function bench(): Promise<number> {
  try {
    const result = await runDetection({
      options: parseDetectionOptions(args),
      startedAt: new Date(),
      write: (text) => process.stderr.write(text),
      nowMs: () => performance.now(),
      isTerminal: process.stderr.isTTY,
    })
    process.stdout.write(detectionReport(result))
    const failed = result.runs.flatMap(({ checks, seed }) =>
      checks.filter(({ holds }) => holds === false).map(({ name }) => `seed ${seed}: ${name}`),
    )
    for (const check of failed) {
      process.stderr.write(`Does not hold: ${check}\n`)
    }
    return failed.length === 0 ? 0 : EXIT_UNFAIR
  } catch (error) {
    if (error instanceof DetectionOptionsError) {
      process.stderr.write(`${error.message}\n\n${DETECTION_HELP}`)
      return EXIT_USAGE
    }
    if (error instanceof ScenarioFileError || error instanceof UnscorableConfigurationError) {
      process.stderr.write(`${error.message}\n`)
      return EXIT_USAGE
    }
    throw error
  }
}
