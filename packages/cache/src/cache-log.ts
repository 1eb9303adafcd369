/** The part of a structured logger that this package uses; a pino logger is one. */
export interface CacheLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}
