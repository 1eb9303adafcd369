import { posix } from 'node:path'
import { filesEndingIn } from './repository.ts'
import type { Repository, RepositoryFile } from './repository.ts'

const LINK = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g
const FENCE = /^(`{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm

/** Links between the pages of the repository lead somewhere, also those to a heading. */
export function brokenLinks(repository: Repository): readonly string[] {
  const paths = new Set(repository.files.flatMap((file) => withFolders(file.path)))
  const pages = new Map(filesEndingIn(repository, 'md').map((file) => [file.path, file]))
  return [...pages.values()].flatMap((page) =>
    linksOf(page)
      .filter((link) => !leadsSomewhere(page, link, paths, pages))
      .map((link) => `${page.path}: the link to ${link} leads nowhere`),
  )
}

/** The index of decisions lists every decision. */
export function unlistedDecisions(repository: Repository): readonly string[] {
  const folder = 'docs/decisions/'
  const index = repository.files.find((file) => file.path === `${folder}README.md`)
  const listed = new Set(index === undefined ? [] : linksOf(index))
  return filesEndingIn(repository, 'md')
    .filter((file) => file.path.startsWith(folder) && /\/\d{4}-[^/]+$/.test(file.path))
    .filter((file) => !listed.has(file.path.slice(folder.length)))
    .map((file) => `${file.path} is not in ${folder}README.md`)
}

function linksOf(page: RepositoryFile): readonly string[] {
  const prose = page.text.replaceAll(FENCE, '').replaceAll(/`[^`\n]*`/g, '')
  return [...prose.matchAll(LINK)].map((match) => match[1] ?? '').filter((link) => !/^[a-z]+:/i.test(link))
}

function leadsSomewhere(
  page: RepositoryFile,
  link: string,
  paths: ReadonlySet<string>,
  pages: ReadonlyMap<string, RepositoryFile>,
): boolean {
  const [target = '', anchor] = link.split('#', 2)
  const path =
    target === ''
      ? page.path
      : posix.join(posix.dirname(page.path), decodeURIComponent(target)).replace(/\/$/, '')
  if (!paths.has(path)) {
    return false
  }
  const targetPage = pages.get(path)
  return anchor === undefined || targetPage === undefined || anchorsOf(targetPage).includes(anchor)
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(page: RepositoryFile): readonly string[] {
  const prose = page.text.replaceAll(FENCE, '')
  const seen = new Map<string, number>()
  return [...prose.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map((match) => {
    const heading = (match[1] ?? '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-')
    const count = seen.get(anchor) ?? 0
    seen.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

function withFolders(path: string): readonly string[] {
  const segments = path.split('/')
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
}
