/** A step as it is on record in the database. */
export interface AppliedMigration {
  readonly version: number
  readonly name: string
  readonly checksum: string
}

/** The database was not made by this build's steps: it is newer, or a step was changed. Starting would be guessing. */
export class SchemaMismatchError extends Error {
  override readonly name = 'SchemaMismatchError'
}

/**
 * The known steps that the database does not have yet. Pure.
 * @throws SchemaMismatchError
 */
export function findPending<M extends AppliedMigration>(
  known: readonly M[],
  applied: readonly AppliedMigration[],
): readonly M[] {
  for (const [index, step] of applied.entries()) {
    const expected = known[index]
    if (expected === undefined) {
      throw new SchemaMismatchError(
        `The database has schema version ${step.version}; this build knows ${known.length} and must not run on a newer one`,
      )
    }
    if (step.version !== expected.version || step.checksum !== expected.checksum) {
      throw new SchemaMismatchError(
        `Schema step ${step.version} (${step.name}) of the database is not the one of this build`,
      )
    }
  }
  return known.slice(applied.length)
}
