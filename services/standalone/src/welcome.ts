import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { Standalone } from './compose-standalone.ts'

/** What a person wants to know once it runs: where, and what to type. */
export function welcome(
  standalone: Pick<Standalone, 'url' | 'adminUrl' | 'certPath' | 'databaseUrl'>,
): readonly string[] {
  const { certPath } = standalone
  const post = (type: 'pacs.008.001.10' | 'pacs.002.001.12'): string =>
    `curl --cacert ${certPath} -H 'content-type: application/json' ${standalone.url()}/v1/evaluate/iso20022/${type} -d '${JSON.stringify(EXAMPLE_MESSAGES[type])}'`
  const messageId = EXAMPLE_MESSAGES['pacs.002.001.12'].FIToFIPmtSts.GrpHdr.MsgId
  return [
    `ready at ${standalone.url()}`,
    '',
    'Try a payment: its credit transfer, then its status report.',
    '',
    post('pacs.008.001.10'),
    '',
    post('pacs.002.001.12'),
    '',
    `Then get its report; ${standalone.adminUrl()}/documentation and ${standalone.url()}/documentation show what else there is:`,
    '',
    `curl --cacert ${certPath} '${standalone.adminUrl()}/v1/admin/reports/getreportbymsgid?msgid=${messageId}'`,
    '',
    'or ask in words how it was decided, and whether everything is accounted for:',
    '',
    `export PANTAU_POSTGRES_URL='${withoutPassword(standalone.databaseUrl)}' PANTAU_POSTGRES_PASSWORD="$(cat ${passwordFile(certPath)})"`,
    `npm run --silent pantau -- explain ${messageId}`,
    'npm run --silent pantau -- ledger',
    '',
    'Ctrl-C stops it.',
  ]
}

function withoutPassword(url: string): string {
  const parsed = new URL(url)
  parsed.password = ''
  return parsed.href
}

/** Both lie in the data folder: tls/localhost.crt and postgres/password. */
function passwordFile(certPath: string): string {
  return certPath.replace(/tls[/\\]localhost\.crt$/, 'postgres/password')
}
