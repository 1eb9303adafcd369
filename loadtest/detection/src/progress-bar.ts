const WIDTH = 30
const EVERY_MS = 500
const LINES_WITHOUT_TERMINAL = 10

export interface ProgressBarDeps {
  readonly write: (text: string) => void
  readonly nowMs: () => number
  readonly isTerminal: boolean
}

/** Shows how far one piece of work is: one line that changes on a terminal, else a line at every tenth. */
export class ProgressBar {
  readonly #deps: ProgressBarDeps
  readonly #what: string
  readonly #total: number
  readonly #startedMs: number
  #shownMs = 0
  #shownTenth = 0

  constructor(deps: ProgressBarDeps, what: string, total: number) {
    this.#deps = deps
    this.#what = what
    this.#total = total
    this.#startedMs = deps.nowMs()
  }

  readonly show = (done: number): void => {
    const { isTerminal, nowMs, write } = this.#deps
    if (done < this.#total && done % 512 !== 0) {
      return
    }
    const now = nowMs()
    const share = this.#total === 0 ? 1 : done / this.#total
    const rate = done / Math.max(0.001, (now - this.#startedMs) / 1000)
    const figures = `${Math.floor(share * 100)} %  ${done} of ${this.#total}  ${rate.toFixed(0)}/s`
    if (isTerminal) {
      if (now - this.#shownMs >= EVERY_MS || done === this.#total) {
        this.#shownMs = now
        const filled = Math.round(share * WIDTH)
        write(`\r${this.#what} [${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${figures}  `)
        write(done === this.#total ? '\n' : '')
      }
      return
    }
    const tenth = Math.floor(share * LINES_WITHOUT_TERMINAL)
    if (tenth > this.#shownTenth) {
      this.#shownTenth = tenth
      write(`${this.#what}: ${figures}\n`)
    }
  }
}
