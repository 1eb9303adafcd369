import type { Statement } from '../../connection/statement.ts'
import { configurationTable } from '../configuration-ref.ts'
import type { ConfigurationDocument, ConfigurationKind } from '../configuration-ref.ts'

/** Inserts what is not there yet; fewer rows come back than documents went in when some keys are taken. */
export function insertConfigurations(
  kind: ConfigurationKind,
  documents: readonly ConfigurationDocument[],
): Statement<unknown> {
  return {
    text: `INSERT INTO ${configurationTable(kind).name} (configuration) SELECT * FROM unnest($1::jsonb[]) ON CONFLICT DO NOTHING RETURNING 1`,
    values: [documents.map((document) => JSON.stringify(document))],
  }
}
