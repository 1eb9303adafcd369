/** The part of a structured logger that this package uses; a pino logger is one. Fields never carry payloads or personal data. */
export interface StreamLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
