/** Bulks that a process reads at the same time. */
export const BULKS_MAX = 8
/** Of which one tenant has so many at most. */
export const BULKS_OF_TENANT_MAX = 2

/** The places for bulks. */
export class BulkPlaces {
  readonly #counts = new Map<string, number>()
  #total = 0

  /** Takes a place, and gives what returns it (once); undefined when there is none for this tenant. */
  take(tenantId: string): (() => void) | undefined {
    const count = this.#counts.get(tenantId) ?? 0
    if (this.#total >= BULKS_MAX || count >= BULKS_OF_TENANT_MAX) {
      return undefined
    }
    this.#total += 1
    this.#counts.set(tenantId, count + 1)
    return () => {
      this.#total -= 1
      const left = (this.#counts.get(tenantId) ?? 0) - 1
      if (left <= 0) {
        this.#counts.delete(tenantId)
      } else {
        this.#counts.set(tenantId, left)
      }
    }
  }
}
