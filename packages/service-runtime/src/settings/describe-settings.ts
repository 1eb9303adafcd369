import type { SettingSpec, SettingsSchema } from './setting-spec.ts'

/** A Markdown table of a schema, in its order and with aligned columns: what docs/configuration.md shows. */
export function describeSettings(schema: SettingsSchema): string {
  const header = ['Variable', 'Value', 'Default', 'Meaning']
  const rows = Object.values(schema).map((spec) =>
    [`\`${spec.env}\``, describeKind(spec), describePresence(spec), spec.doc].map(escapeCell),
  )
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((cells) => cells[column]?.length ?? 0)),
  )
  const lines = [header, widths.map((width) => '-'.repeat(width)), ...rows]
  return lines
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n')
}

function describeKind(spec: SettingSpec): string {
  switch (spec.kind) {
    case 'string':
      return 'text'
    case 'url':
      return `URL (${spec.protocols.map((protocol) => `\`${protocol}\``).join(', ')})`
    case 'integer':
      return `whole number, ${spec.min} to ${spec.max}`
    case 'number':
      return `number, ${spec.min} to ${spec.max}`
    case 'boolean':
      return '`true` or `false`'
    case 'durationMs':
      return `milliseconds, ${spec.min} to ${spec.max}`
    case 'port':
      return 'port, 0 for any free one'
    case 'bytes':
      return `bytes, ${spec.min} to ${spec.max}`
    case 'list':
      return `${spec.minItems} to ${spec.maxItems} ${spec.protocols === undefined ? 'items' : 'URLs'}, comma-separated`
    case 'choice':
      return spec.choices.map((choice) => `\`${choice}\``).join(', ')
    case 'path':
      return 'path'
    case 'secret':
      return `secret; or \`${spec.env}_FILE\` names a file that holds it`
  }
}

function describePresence(spec: SettingSpec): string {
  if ('default' in spec && spec.default !== undefined) {
    return `\`${Array.isArray(spec.default) ? spec.default.join(',') : String(spec.default)}\``
  }
  return spec.optional === true ? 'not set' : '**required**'
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}
