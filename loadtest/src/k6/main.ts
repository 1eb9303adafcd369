// Runs a k6 scenario against a running Pantau: npm run k6 -- <scenario>
import { K6NotFoundError } from './find-k6.ts'
import { launchK6 } from './launch-k6.ts'
import { LAUNCH_HELP, LaunchOptionsError, parseLaunchOptions } from './launch-options.ts'
import { RunOptionsError } from './run-options.ts'

const EXIT_FAILED = 1
const EXIT_USAGE = 2

const write = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

try {
  const options = parseLaunchOptions(process.argv.slice(2), process.cwd())
  if (options === 'help') {
    process.stdout.write(LAUNCH_HELP)
  } else {
    process.exitCode = await launchK6(options, { environment: process.env, write })
  }
} catch (error) {
  if (error instanceof LaunchOptionsError || error instanceof RunOptionsError) {
    write(`${error.message}\n\nnpm run k6 -- --help says more`)
    process.exitCode = EXIT_USAGE
  } else if (error instanceof K6NotFoundError) {
    write(error.message)
    process.exitCode = EXIT_FAILED
  } else {
    throw error
  }
}
