export {
  answerCoded,
  answerLater,
  createErrorAnswerer,
  describeError,
  retryAfterSeconds,
} from './answer-error.ts'
export type { ErrorAnswer } from './answer-error.ts'
export { allowCrossOrigin } from './cors.ts'
export { createHttpHost } from './create-http-host.ts'
export type { HttpHost, HttpHostOptions } from './create-http-host.ts'
export { codedErrorBody, errorBody } from './error-body.ts'
export type { ErrorBody } from './error-body.ts'
export { InvalidRequestError } from './invalid-request-error.ts'
export { limitBodyTimes } from './limit-body-times.ts'
export type { BodyTimeOptions, WatchBody } from './limit-body-times.ts'
export { checkListenSettings, listenAddress, listenSettings, tlsSettings } from './listen-settings.ts'
export type { DefaultPorts, ListenSettings } from './listen-settings.ts'
export { openAuthenticator } from './open-authenticator.ts'
export { parseJsonBody } from './parse-json-body.ts'
export { principalOf, protectRoutes } from './protect-routes.ts'
export type { Identification, ProtectionOptions } from './protect-routes.ts'
export { measureRequests } from './request-metrics.ts'
export type { MeasureAnswer, RequestMetricsOptions } from './request-metrics.ts'
export { DOCUMENTATION_PATH, serveDocumentation } from './serve-documentation.ts'
export type { ApiDescription } from './serve-documentation.ts'
export { addStatusRoutes } from './status-routes.ts'
export { TlsFileError } from './tls-options.ts'
export type { TlsSettings } from './tls-options.ts'
export { BODY_LIMIT_BYTES, VALIDATOR_OPTIONS } from './validator-options.ts'
