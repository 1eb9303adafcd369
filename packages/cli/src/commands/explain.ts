import { explainEvaluation } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { loadEvaluation, reportOf } from '@pantau/store'
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
