import type { Probe } from '@pantau/service-runtime'
import type { StorePool } from '@pantau/store'

/** Whether the database answers. */
export function databaseProbe(pool: StorePool): Probe {
  return {
    name: 'database',
    check: async () => {
      await pool.query({ text: 'SELECT 1' })
    },
  }
}
