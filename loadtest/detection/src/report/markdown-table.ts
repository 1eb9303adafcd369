import type { Ratio } from '../scoring/ratio.ts'

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  )
  return `${lines.join('\n')}\n`
}

export function percent(value: Ratio | undefined, digits = 1): string {
  return value === null || value === undefined ? '-' : `${(100 * value).toFixed(digits)} %`
}

export function number(value: Ratio | undefined, digits = 2): string {
  return value === null || value === undefined ? '-' : value.toFixed(digits)
}
