/** A result as a page for people: its title, what must be said first, and a table of two columns. */
export function resultTable(
  title: string,
  rows: readonly (readonly [string, string])[],
  warnings: readonly string[] = [],
): string {
  return [
    `# ${title}`,
    '',
    ...warnings.flatMap((warning) => [warning, '']),
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    '',
  ].join('\n')
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

export function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`
}
