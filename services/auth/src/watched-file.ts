import { readFile, stat } from 'node:fs/promises'
import type { Log } from '@pantau/service-runtime'

/** How often the file is looked at, however often it is asked for. */
export const LOOK_EVERY_MS = 1_000

export interface WatchedFileOptions<Content> {
  readonly path: string
  /** @throws Error when the text is not acceptable */
  readonly parse: (text: string) => Promise<Content> | Content
  /** Milliseconds that never run backwards. */
  readonly now: () => number
  readonly log: Log
}

/** What a file holds, read again when it changes. What cannot be read or parsed leaves the last content in force, and is logged. */
export class WatchedFile<Content> {
  readonly #options: WatchedFileOptions<Content>
  #content: Content
  #version: string
  #lookedAtMs: number

  private constructor(options: WatchedFileOptions<Content>, version: string, content: Content) {
    this.#options = options
    this.#version = version
    this.#content = content
    this.#lookedAtMs = options.now()
  }

  /** @throws Error when the file cannot be read, or what it holds is not acceptable */
  static async open<Content>(options: WatchedFileOptions<Content>): Promise<WatchedFile<Content>> {
    const version = await versionOf(options.path)
    return new WatchedFile(options, version, await options.parse(await readFile(options.path, 'utf8')))
  }

  /** As it was when it was last asked for. */
  get latest(): Content {
    return this.#content
  }

  /** Never rejects. */
  async current(): Promise<Content> {
    const { now } = this.#options
    if (now() - this.#lookedAtMs >= LOOK_EVERY_MS) {
      this.#lookedAtMs = now()
      await this.#look()
    }
    return this.#content
  }

  async #look(): Promise<void> {
    const { path, parse, log } = this.#options
    try {
      const version = await versionOf(path)
      if (version === this.#version) {
        return
      }
      this.#version = version
      this.#content = await parse(await readFile(path, 'utf8'))
      log.info({ path }, 'read a changed file')
    } catch (error) {
      log.error({ err: error, path }, 'a changed file is not acceptable, what it held before stays in force')
    }
  }
}

/** Changes with the file, also when another one takes its place, as mounted secrets do. */
async function versionOf(path: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(path)
  return `${ino} ${size} ${mtimeMs}`
}
