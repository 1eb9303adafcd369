import type { TenantPlacesOptions } from '../admission/tenant-places.ts'

/** Bulks that a process reads at the same time. */
export const BULK_PLACES: TenantPlacesOptions = { max: 8, ofTenantMax: 2 }
