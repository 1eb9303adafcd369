const ACCEPTED_STATUS = 200

/** Counts the answers of a rehearsal. */
export class Answers {
  #missing = 0
  #over: { resolve(): void; reject(error: Error): void } | undefined

  /** Resolves when so many more are there; rejects at the first that is none of a message that was accepted. */
  next(count: number): Promise<void> {
    this.#missing = count
    return new Promise((resolve, reject) => {
      this.#over = { resolve, reject }
    })
  }

  note(statusCode: number): void {
    this.#missing -= 1
    if (statusCode !== ACCEPTED_STATUS) {
      this.#over?.reject(new Error(`A rehearsed message was answered with ${statusCode}`))
    } else if (this.#missing === 0) {
      this.#over?.resolve()
    }
  }
}
