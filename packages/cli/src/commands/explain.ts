import { assembleReport, explainEvaluation } from '@pantau/evaluation'
import { minorUnitExponent } from '@pantau/iso20022'
import { ruleRegistry } from '@pantau/rules'
import { loadEvaluation } from '@pantau/store'
import type { StoredEvaluation } from '@pantau/store'
import { CommandFailure, onlyPositional, TENANT_OPTION } from '../command.ts'
import type { Command } from '../command.ts'

export const explain: Command = {
  name: 'explain',
  usage: 'pantau explain <MsgId> [--tenant DEFAULT] [--json]',
  summary: 'say in words how a message was decided; with --json, the full report',
  options: { ...TENANT_OPTION, json: { type: 'boolean', default: false } },
  async run(context) {
    const messageId = onlyPositional(context, 'the MsgId of an evaluated message')
    const tenantId = String(context.options['tenant'])
    const stored = await loadEvaluation(await context.openPool(), { tenantId, messageId })
    if (stored === undefined) {
      throw new CommandFailure(`${tenantId} has no evaluation of a message ${messageId}`)
    }
    const lines =
      context.options['json'] === true
        ? [JSON.stringify(reportOf(stored), null, 2)]
        : explainEvaluation(stored.record, stored.configuration, ruleRegistry)
    for (const line of lines) {
      context.print(line)
    }
  },
}

function reportOf({ record, configuration, body, instruction }: StoredEvaluation): unknown {
  const document: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
  if (typeof document !== 'object' || document === null) {
    throw new CommandFailure('The stored message is no JSON object')
  }
  return assembleReport({
    evaluation: record,
    configuration,
    document: { ...document },
    instruction,
    minorUnitExponent,
  })
}
