/** Something acquired could not be released. `resource` says what. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
  readonly resource: string

  constructor(resource: string, cause: unknown) {
    super(`Could not release ${resource}`, { cause })
    this.resource = resource
  }
}

/** Holds what a service acquired and releases it in reverse order, so that nothing outlives what it depends on. */
export interface Scope {
  /** Keeps a resource until the scope ends and returns it. */
  use<Resource>(
    resourceName: string,
    resource: Resource,
    release: (resource: Resource) => Promise<void> | void,
  ): Resource
}

export class ReleasingScope implements Scope {
  readonly #releases: { readonly resourceName: string; readonly release: () => Promise<void> | void }[] = []
  #isReleased = false

  use<Resource>(
    resourceName: string,
    resource: Resource,
    release: (resource: Resource) => Promise<void> | void,
  ): Resource {
    if (this.#isReleased) {
      throw new TypeError(`The scope is already released, it cannot hold ${resourceName}`)
    }
    this.#releases.push({ resourceName, release: () => release(resource) })
    return resource
  }

  /** Releases everything, last acquired first, going on after a failure. Never rejects; answers what failed. */
  async release(): Promise<readonly ReleaseError[]> {
    const failures: ReleaseError[] = []
    for (let entry = this.#releases.pop(); entry !== undefined; entry = this.#releases.pop()) {
      try {
        await entry.release()
      } catch (cause) {
        failures.push(new ReleaseError(entry.resourceName, cause))
      }
    }
    this.#isReleased = true
    return failures
  }
}
