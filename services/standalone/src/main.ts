// Everything in one process on this machine: `start` keeps it running, `demo` plays a morning at a bank and stops.
import { runDemo } from './demo/run-demo.ts'
import { runStandalone } from './run-standalone.ts'

const USAGE = `Usage: standalone <start|demo>

  start   run all stages on an embedded PostgreSQL until Ctrl-C; reachable from this machine only
  demo    the same in a temporary folder: post payments, explain an alert, prove the ledger; exit code 0 when all held`

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const [command] = process.argv.slice(2)
if (command === 'start') {
  await runStandalone(process.env, print)
} else if (command === 'demo') {
  process.exitCode = await runDemo(print)
} else if (command === '--help') {
  print(USAGE)
} else {
  process.stderr.write(`${USAGE}\n`)
  process.exitCode = 2
}
