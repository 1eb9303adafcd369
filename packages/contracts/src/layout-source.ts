import type { FactLayout } from './fact-layout.ts'

/** Finds layouts by the ids that events name; the store implements it. */
export interface LayoutSource {
  /**
   * Undefined: the store was asked, and has none under this id.
   *
   * @throws an error with `retryAfterMs` when the store cannot be asked right now
   */
  layoutOf(id: string): Promise<FactLayout | undefined>
}
