interface Named {
  readonly id: string
  readonly cfg: string
}

/** Finds what belongs to a configuration by its id and cfg, without making a text of the two for every look. */
export class ConfigurationIndex<Part> {
  readonly #parts = new Map<string, Map<string, Part>>()

  /** Of several parts under one name the last one counts. */
  constructor(parts: readonly Part[], nameOf: (part: Part) => Named) {
    for (const part of parts) {
      const { id, cfg } = nameOf(part)
      const ofId = this.#parts.get(id)
      if (ofId === undefined) {
        this.#parts.set(id, new Map([[cfg, part]]))
      } else {
        ofId.set(cfg, part)
      }
    }
  }

  get({ id, cfg }: Named): Part | undefined {
    return this.#parts.get(id)?.get(cfg)
  }
}
