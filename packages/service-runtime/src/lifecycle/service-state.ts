/**
 * starting: settings are good, dependencies are being reached. warming up: what it will do is done over and over for nobody, so that it is
 * compiled when work comes; not every service does that. ready: takes work. draining: takes no new work, finishes what it has.
 * stopped: everything is released, the process exits with 0. failed: the process exits with 1.
 *
 * starting → warming up → ready → draining → stopped; to draining from either of the first two when the stop comes early; any of them →
 * failed.
 */
export const SERVICE_STATES = ['starting', 'warming up', 'ready', 'draining', 'stopped', 'failed'] as const

export type ServiceState = (typeof SERVICE_STATES)[number]
