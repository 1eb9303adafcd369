import { HttpConnection } from './http-connection.ts'
import type { Exchange, HttpRequest, ServerAddress } from './http-connection.ts'

/** Beyond, the driver is at fault: what bounds its submissions is far below. */
const WAITING_MAX = 100_000
/** The share of the time that an answer may take by which it may be given up late. */
const CHECKS_PER_TIMEOUT = 20
const READ_BYTES = 65_536

export interface ConnectionPoolOptions {
  readonly address: ServerAddress
  readonly connectionCount: number
  /** How long a connection may take to open and to answer. */
  readonly timeoutMs: number
}

export interface SentExchange {
  readonly exchange: Exchange
  /** How long the request waited for a connection. */
  readonly waitedMs: number
}

/** So many more requests wait than any driver sends at once. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError'
}

/** Keep-alive connections to one address, opened when they are first needed; requests wait for a free one in the order in which they came. */
export class ConnectionPool {
  readonly #options: ConnectionPoolOptions
  readonly #connections = new Set<HttpConnection>()
  readonly #free: HttpConnection[] = []
  readonly #waiting: HttpRequest[] = []
  readonly #checks: NodeJS.Timeout
  readonly #readRoom = Buffer.allocUnsafeSlow(READ_BYTES)
  #inProgress = 0
  #whenIdle: (() => void) | undefined

  constructor(options: ConnectionPoolOptions) {
    this.#options = options
    this.#checks = setInterval(() => this.#checkTimes(), options.timeoutMs / CHECKS_PER_TIMEOUT)
  }

  /** Requests that are not answered. */
  get inProgress(): number {
    return this.#inProgress
  }

  /** Resolves with what came of it; a request that fails is no exception. @throws TooManyRequestsError */
  send(text: string, encoding: HttpRequest['encoding'] = 'utf8'): Promise<SentExchange> {
    if (this.#waiting.length >= WAITING_MAX) {
      return Promise.reject(new TooManyRequestsError(`${WAITING_MAX} requests are waiting already`))
    }
    const askedAtMs = performance.now()
    let waitedMs = 0
    this.#inProgress += 1
    return new Promise((resolve) => {
      this.#assign({
        text,
        encoding,
        onSent: () => {
          waitedMs = performance.now() - askedAtMs
        },
        onDone: (exchange) => {
          this.#inProgress -= 1
          resolve({ exchange, waitedMs })
          if (this.#inProgress === 0) {
            this.#whenIdle?.()
          }
        },
      })
    })
  }

  /** Resolves when every request is answered and the connections are closed. */
  async close(): Promise<void> {
    if (this.#inProgress > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve
      })
    }
    clearInterval(this.#checks)
    for (const connection of this.#connections) {
      connection.close()
    }
  }

  #assign(request: HttpRequest): void {
    // The one that is free the longest, so that none is idle for so long that the server closes it.
    const connection =
      this.#free.shift() ??
      (this.#connections.size < this.#options.connectionCount ? this.#open() : undefined)
    if (connection === undefined) {
      this.#waiting.push(request)
    } else {
      connection.send(request, performance.now() + this.#options.timeoutMs)
    }
  }

  #open(): HttpConnection {
    const connection: HttpConnection = new HttpConnection({
      address: this.#options.address,
      readRoom: this.#readRoom,
      onFree: () => {
        const next = this.#waiting.shift()
        if (next === undefined) {
          this.#free.push(connection)
        } else {
          connection.send(next, performance.now() + this.#options.timeoutMs)
        }
      },
      onClosed: () => {
        this.#connections.delete(connection)
        const place = this.#free.indexOf(connection)
        if (place !== -1) {
          this.#free.splice(place, 1)
        }
        const next = this.#waiting.shift()
        if (next !== undefined) {
          this.#assign(next)
        }
      },
    })
    this.#connections.add(connection)
    return connection
  }

  #checkTimes(): void {
    const nowMs = performance.now()
    for (const connection of this.#connections) {
      connection.checkTime(nowMs)
    }
  }
}
