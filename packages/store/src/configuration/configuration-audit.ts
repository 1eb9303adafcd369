import { insertChange } from '../audit/insert-change.ts'
import type { Statement } from '../connection/statement.ts'
import type { ConfigurationChange, ConfigurationDocument, ConfigurationRef } from './configuration-ref.ts'

type Action = 'create' | 'replace' | 'delete' | 'activate' | 'deactivate'

/** One change of a configuration for the audit trail, with what it was and what it is. */
export function auditConfiguration(
  { tenantId, changedBy }: ConfigurationChange,
  action: Action,
  ref: ConfigurationRef,
  documents: { readonly before?: ConfigurationDocument; readonly after?: ConfigurationDocument },
): Statement<never> {
  return insertChange({
    tenantId,
    changedBy,
    action: `${action} ${ref.kind}`,
    target: ref.kind === 'network_map' ? ref.cfg : JSON.stringify([ref.id, ref.cfg]),
    ...documents,
  })
}
