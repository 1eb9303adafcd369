export { connectStore } from './connection/connect-store.ts'
export type { StoreListener, StoreOptions, StorePool } from './connection/connect-store.ts'
export type { Statement } from './connection/statement.ts'
export type { Answers, Send, StoreSession } from './connection/store-session.ts'
export { RolledBackError } from './connection/store-session.ts'
export { isDataError, isTransient, StoreUnavailableError } from './connection/store-error.ts'
export { ensurePartitions } from './migration/ensure-partitions.ts'
export { checkSchema } from './migration/check-schema.ts'
export { SchemaMismatchError } from './migration/find-pending.ts'
export { runMigrations } from './migration/run-migrations.ts'
export type { MigrationReport, RunMigrationsOptions } from './migration/run-migrations.ts'
export { createEvaluationWriter } from './evaluation/create-evaluation-writer.ts'
export type {
  EvaluationItem,
  EvaluationWriter,
  OutboxEntry,
  WriteResult,
} from './evaluation/create-evaluation-writer.ts'
export { evaluationIdFor } from './evaluation/evaluation-id-for.ts'
export { explanationOf } from './evaluation/explanation-of.ts'
export { planOf } from './evaluation/plan-of.ts'
export { recomputationOf } from './evaluation/recomputation-of.ts'
export type { RecomputationOutcome } from './evaluation/recomputation-of.ts'
export { loadEvaluation } from './evaluation/load-evaluation.ts'
export { StoredEvaluationError } from './evaluation/stored-evaluation-error.ts'
export { storedRecord } from './evaluation/stored-record.ts'
export type { StoredRecord } from './evaluation/stored-record.ts'
export { STORED_RECORD_COLUMNS, wholeRecord } from './evaluation/whole-record.ts'
export type { StoredRecordRow } from './evaluation/whole-record.ts'
export { createLayoutSource } from './layout/create-layout-source.ts'
export { createLayouts } from './layout/create-layouts.ts'
export { insertLayouts } from './layout/statements/insert-layouts.ts'
export { loadReport, reportOf } from './evaluation/load-report.ts'
export type { EvaluationQuery, StoredEvaluation } from './evaluation/load-evaluation.ts'
export { createOutbox } from './outbox/create-outbox.ts'
export type { LeasedDelivery, Outbox } from './outbox/create-outbox.ts'
export type { OutboxDestination } from './outbox/statements/expand-outbox.ts'
export { createQuarantine } from './quarantine/create-quarantine.ts'
export type { OpenQuarantineCase, Quarantine, QuarantineCase } from './quarantine/create-quarantine.ts'
export { createReconciliation } from './reconciliation/create-reconciliation.ts'
export type {
  ExpiredStatus,
  OverdueMessage,
  OverdueRequest,
  Reconciliation,
} from './reconciliation/create-reconciliation.ts'
export { ledgerTable } from './ledger/ledger-table.ts'
export { readLedger } from './ledger/read-ledger.ts'
export type { LedgerDay, LedgerQuery } from './ledger/read-ledger.ts'
export { createAcceptance, NotEvaluableError } from './acceptance/create-acceptance.ts'
export type { Acceptance, AcceptanceOptions, ActiveConfigurations } from './acceptance/create-acceptance.ts'
export type { AcceptanceOutcome, AcceptRequest, ActiveConfiguration } from './acceptance/accept-request.ts'
export { UnstorableMessageError } from './acceptance/commit-resiliently.ts'
export type { AccountRef } from './facts/account-ref.ts'
export { listAccountRefs, sampleAccountRefs } from './facts/list-account-refs.ts'
export type { AccountRefsQuery } from './facts/list-account-refs.ts'
export { rebuildAccountStates } from './facts/rebuild-account-states.ts'
export type { RebuildOptions, RebuildReport } from './facts/rebuild-account-states.ts'
export { verifyAccountStates } from './facts/verify-account-states.ts'
export type { StateVerdict, VerifiedAccount } from './facts/verify-account-states.ts'
export { createGroupCommit, QueueFullError } from './group-commit/create-group-commit.ts'
export type { GroupCommit, GroupCommitOptions } from './group-commit/create-group-commit.ts'
export { activateFirstConfiguration } from './configuration/activate-first-configuration.ts'
export { activateConfiguration, configurationDigest } from './configuration/activate-configuration.ts'
export { UnusableConfigurationError } from './configuration/compiled-sets.ts'
export { createConfigurationCatalog } from './configuration/create-configuration-catalog.ts'
export type {
  CataloguedConfiguration,
  ConfigurationCatalog,
  ConfigurationCatalogDeps,
} from './configuration/create-configuration-catalog.ts'
export { activateNetworkMap } from './configuration/activate-network-map.ts'
export type { ActivateOutcome, ActivateRequest } from './configuration/activate-network-map.ts'
export type {
  ConfigurationChange,
  ConfigurationDocument,
  ConfigurationKind,
  ConfigurationRef,
  PartKind,
} from './configuration/configuration-ref.ts'
export { createParts } from './configuration/create-parts.ts'
export type { CreatePartsOutcome, PartDocument } from './configuration/create-parts.ts'
export { deactivateNetworkMap } from './configuration/deactivate-network-map.ts'
export { deleteConfiguration } from './configuration/delete-configuration.ts'
export { listConfigurations } from './configuration/list-configurations.ts'
export type { ConfigurationsPage, ConfigurationsQuery } from './configuration/list-configurations.ts'
export { readConfiguration } from './configuration/read-configuration.ts'
export { replacePart } from './configuration/replace-part.ts'
export { saveNetworkMap } from './configuration/save-network-map.ts'
export type { MapDocument, SaveMapOutcome, SaveMapRequest } from './configuration/save-network-map.ts'
export { listActivations } from './configuration/list-activations.ts'
export type { Activation } from './configuration/list-activations.ts'
export { createSnapshotReader } from './configuration/create-snapshot-reader.ts'
export type { SnapshotReader } from './configuration/create-snapshot-reader.ts'
export { readSnapshot } from './configuration/read-snapshot.ts'
export { holdLock } from './connection/hold-lock.ts'
export type { Condition, ConditionOwner, ConditionPerspective } from './condition/condition.ts'
export { expireCondition } from './condition/expire-condition.ts'
export type { ExpireOutcome, ExpireRequest } from './condition/expire-condition.ts'
export { insertCondition } from './condition/insert-condition.ts'
export type { ConditionEntry } from './condition/insert-condition.ts'
export { listConditions } from './condition/list-conditions.ts'
export { ownerExists } from './condition/owner-exists.ts'
export type { ConditionsQuery } from './condition/list-conditions.ts'
