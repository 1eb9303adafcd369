import { rawHistory } from './0001-raw-history.ts'
import { eventHistory } from './0002-event-history.ts'
import { configuration } from './0003-configuration.ts'
import { evaluation } from './0004-evaluation.ts'
import { audit } from './0005-audit.ts'
import { contractViews } from './0006-contract-views.ts'
import { accountFacts } from './0007-account-facts.ts'
import { layouts } from './0008-layouts.ts'
import { storedEvents } from './0009-stored-events.ts'
import { accountFindings } from './0010-account-findings.ts'
import { instructionsInPlace } from './0011-instructions-in-place.ts'
import { fundedAt } from './0012-funded-at.ts'
import type { Migration } from './migration.ts'

/** Every step of the schema, in order. Kept as modules, so that they are found both from sources and from compiled code. */
export const MIGRATIONS: readonly Migration[] = [
  rawHistory,
  eventHistory,
  configuration,
  evaluation,
  audit,
  contractViews,
  accountFacts,
  layouts,
  storedEvents,
  accountFindings,
  instructionsInPlace,
  fundedAt,
]
