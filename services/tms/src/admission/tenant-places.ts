export interface TenantPlacesOptions {
  readonly max: number
  /** Of which one tenant has so many at most. */
  readonly ofTenantMax: number
}

/** A bounded number of places of which no tenant has all. */
export class TenantPlaces {
  readonly #options: TenantPlacesOptions
  readonly #counts = new Map<string, number>()
  #total = 0

  constructor(options: TenantPlacesOptions) {
    this.#options = options
  }

  /** Takes a place, and gives what returns it (once); undefined when there is none for this tenant. */
  take(tenantId: string): (() => void) | undefined {
    const { max, ofTenantMax } = this.#options
    const count = this.#counts.get(tenantId) ?? 0
    if (this.#total >= max || count >= ofTenantMax) {
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
