import { startEmbeddedPostgres } from '@pantau/embedded'

/**
 * A program for the tests: starts a server on the folder given as first argument, prints what it got as one line of JSON, and then
 * ends in the way named by the second argument, or lives until it is killed.
 */
const [dataDir = '', ending = 'live'] = process.argv.slice(2)
const { url, pid, port, runsAs } = await startEmbeddedPostgres({ dataDir, isDisposable: true })
process.stdout.write(`${JSON.stringify({ url, pid, port, runsAs })}\n`)
if (ending === 'exit') {
  process.exit(0)
}
if (ending === 'throw') {
  throw new Error('This program ends by an error, as it was told')
}
if (ending === 'live') {
  setInterval(() => undefined, 1000)
}
