import { connect as connectPlain } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { HttpProtocolError, ResponseReader } from './response-reader.ts'
import type { HttpResponse } from './response-reader.ts'

/** What came of a request that was written to a connection. */
export type Exchange =
  | { readonly kind: 'answered'; readonly response: HttpResponse }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'timeout' }

export interface ServerAddress {
  readonly host: string
  readonly port: number
  /** PEM text of the authority that signed the certificate, or undefined where it is a public one; absent for plain HTTP. */
  readonly tls?: { readonly certificateAuthority: string | undefined }
}

export interface HttpRequest {
  /** Head and body. */
  readonly text: string
  /** How the text becomes bytes: `latin1`, which costs less, where every character of it is one of ASCII. */
  readonly encoding: 'latin1' | 'utf8'
  /** Told when the request was written to a connection. */
  readonly onSent: () => void
  readonly onDone: (exchange: Exchange) => void
}

export interface ConnectionOptions {
  readonly address: ServerAddress
  /** Where bytes are read into; connections may share it, since each takes them out before the next one reads. */
  readonly readRoom: Buffer
  /** Called whenever the connection has answered a request and may be given another. */
  readonly onFree: () => void
  /** Called once, after the request on it was told. */
  readonly onClosed: () => void
}

/** One keep-alive connection, one request at a time. Once closed it is of no further use. */
export class HttpConnection {
  readonly #socket: Socket
  readonly #reader = new ResponseReader()
  readonly #options: ConnectionOptions
  #request: HttpRequest | undefined
  #giveUpAtMs = Number.POSITIVE_INFINITY
  #isOpen = false
  #failure: string | undefined

  constructor(options: ConnectionOptions) {
    this.#options = options
    const { address } = options
    this.#socket = address.tls === undefined ? this.#openPlain() : this.#openSecure(address.tls)
    this.#socket.setNoDelay(true)
    this.#socket.once(address.tls === undefined ? 'connect' : 'secureConnect', () => {
      this.#isOpen = true
      this.#write()
    })
    this.#socket.on('end', () => {
      const response = this.#reader.readEnd()
      if (response !== undefined) {
        this.#done({ kind: 'answered', response })
      }
    })
    this.#socket.on('error', (error) => {
      this.#failure ??= 'code' in error && typeof error.code === 'string' ? error.code : error.name
    })
    this.#socket.once('close', () => {
      this.#done({ kind: 'failed', code: this.#failure ?? 'ECONNRESET' })
      this.#options.onClosed()
    })
  }

  /** Sends a request, as soon as the connection is open. It must be free. */
  send(request: HttpRequest, giveUpAtMs: number): void {
    if (this.#request !== undefined) {
      throw new TypeError('A connection takes one request at a time')
    }
    this.#request = request
    this.#giveUpAtMs = giveUpAtMs
    if (this.#isOpen) {
      this.#write()
    }
  }

  /** Gives up what has taken too long. */
  checkTime(nowMs: number): void {
    if (this.#request !== undefined && nowMs >= this.#giveUpAtMs) {
      this.#done({ kind: 'timeout' })
      this.#socket.destroy()
    }
  }

  close(): void {
    this.#socket.destroy()
  }

  #openPlain(): Socket {
    const { address, readRoom } = this.#options
    return connectPlain({
      host: address.host,
      port: address.port,
      // Otherwise every read would come with a buffer of its own, which costs more than the request.
      onread: {
        buffer: readRoom,
        callback: (length) => {
          this.#take(readRoom.subarray(0, length))
          return true
        },
      },
    })
  }

  #openSecure({ certificateAuthority }: NonNullable<ServerAddress['tls']>): Socket {
    const { host, port } = this.#options.address
    const socket = connectSecurely({
      host,
      port,
      ALPNProtocols: ['http/1.1'],
      ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
    })
    return socket.on('data', (bytes: Buffer) => this.#take(bytes))
  }

  #write(): void {
    if (this.#request !== undefined) {
      this.#request.onSent()
      this.#socket.write(this.#request.text, this.#request.encoding)
    }
  }

  #take(bytes: Buffer): void {
    if (this.#request === undefined) {
      this.close()
      return
    }
    try {
      const response = this.#reader.read(bytes)
      if (response === undefined) {
        return
      }
      this.#done({ kind: 'answered', response })
      if (response.isReusable) {
        this.#options.onFree()
      } else {
        this.close()
      }
    } catch (error) {
      if (!(error instanceof HttpProtocolError)) {
        throw error
      }
      this.#failure = error.name
      this.close()
    }
  }

  #done(exchange: Exchange): void {
    const request = this.#request
    this.#request = undefined
    request?.onDone(exchange)
  }
}
