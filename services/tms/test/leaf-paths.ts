export interface Leaf {
  /** JSON Pointer. */
  readonly path: string
  readonly isOptional: boolean
}

/** Every property of a message schema, intermediate objects included, as the example messages have it (first item of arrays). */
export function leafPaths(schema: unknown, path = ''): readonly Leaf[] {
  const { properties, required, items } = keywordsOf(schema)
  if (items !== undefined) {
    return leafPaths(items, `${path}/0`)
  }
  return Object.entries(properties).flatMap(([name, child]) => [
    { path: `${path}/${name}`, isOptional: !required.includes(name) },
    ...leafPaths(child, `${path}/${name}`),
  ])
}

function keywordsOf(schema: unknown): {
  readonly properties: object
  readonly required: readonly unknown[]
  readonly items: unknown
} {
  const keywords: object = typeof schema === 'object' && schema !== null ? schema : {}
  return {
    properties:
      'properties' in keywords && typeof keywords.properties === 'object' && keywords.properties !== null
        ? keywords.properties
        : {},
    required: 'required' in keywords && Array.isArray(keywords.required) ? keywords.required : [],
    items: 'items' in keywords ? keywords.items : undefined,
  }
}
