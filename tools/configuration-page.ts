import { describeSettings, runtimeSettings } from '@pantau/service-runtime'
import type { ProgramSettings } from './service-settings.ts'

const INTRODUCTION = `# Configuration

Every program reads its settings from environment variables when it starts, and from nowhere else. All problems are reported at once and
the exit code is then 2. A \`PANTAU_*\` variable that is not in the program's table is refused, with a guess at what was meant. A secret
may be given by the name of a file that holds it: \`PANTAU_POSTGRES_PASSWORD_FILE=/run/secrets/postgres\`.

In Kubernetes set \`enableServiceLinks: false\`, since service links put variables such as \`PANTAU_TMS_PORT\` into every pod.

This page is made from the code by \`npm run generate:configuration\`; a test fails when it is out of date.
`

/** docs/configuration.md: what every service reads, then what each program reads beside it. */
export function renderConfigurationPage(programs: readonly ProgramSettings[]): string {
  const sections = programs.map(({ name, schema }) => {
    const table = Object.keys(schema).length === 0 ? 'No settings of its own.' : describeSettings(schema)
    return `## ${name}\n\n${table}\n`
  })
  return [INTRODUCTION, `## Every service\n\n${describeSettings(runtimeSettings)}\n`, ...sections].join('\n')
}
