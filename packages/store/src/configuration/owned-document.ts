import type { ConfigurationChange, ConfigurationDocument } from './configuration-ref.ts'

/** A document under its owner, with the times of its first and its last change. */
export function ownedDocument(
  document: ConfigurationDocument,
  { tenantId, nowMs }: ConfigurationChange,
  before?: ConfigurationDocument,
): ConfigurationDocument {
  const now = new Date(nowMs).toISOString()
  return { ...document, tenantId, creDtTm: before?.['creDtTm'] ?? now, updDtTm: now }
}

/** A document without what says nothing of how payments are evaluated, so that equal configurations have equal digests. */
export function bareDocument(document: ConfigurationDocument): ConfigurationDocument {
  const { tenantId: _tenantId, creDtTm: _creDtTm, updDtTm: _updDtTm, ...bare } = document
  return bare
}
