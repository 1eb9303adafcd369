/**
 * starting: settings are good, dependencies are being reached. ready: takes work. draining: takes no new work, finishes what it has.
 * stopped: everything is released, the process exits with 0. failed: the process exits with 1.
 *
 * starting → ready → draining → stopped; starting → draining when the stop comes early; any of them → failed.
 */
export const SERVICE_STATES = ['starting', 'ready', 'draining', 'stopped', 'failed'] as const

export type ServiceState = (typeof SERVICE_STATES)[number]
