/** The database channel that is notified, with the tenant's id, whenever another configuration becomes active. */
export const CONFIGURATION_CHANNEL = 'pantau_configuration'
