import { describe, expect, it } from 'vitest'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import { privilegeOf, routePrivileges } from './route-privileges.ts'

describe('the privileges of routes', () => {
  it('are one for each', () => {
    const routes = routePrivileges.map(({ method, path }) => `${method} ${path}`)
    const privileges = routePrivileges.map(({ privilege }) => privilege)
    expect(new Set(routes).size).toBe(routes.length)
    expect(new Set(privileges).size).toBe(privileges.length)
    expect(routes).toHaveLength(32)
  })

  it.each(TRANSACTION_TYPES)('know where %s is sent', (type) => {
    const name = type.toUpperCase().replaceAll('.', '_')
    expect(privilegeOf('POST', `/v1/evaluate/iso20022/${type}`)).toBe(`POST_V1_EVALUATE_ISO20022_${name}`)
  })

  it.each([
    ['GET', '/v1/admin/reports/getreportbymsgid', 'GET_V1_GETREPORTBYMSGID'],
    ['GET', '/v1/admin/reports/explanation', 'GET_V1_ADMIN_REPORTS_EXPLANATION'],
    ['POST', '/v1/evaluate/iso20022/bulk', 'POST_V1_EVALUATE_ISO20022_BULK'],
    ['PUT', '/v1/admin/event-flow-control/entity', 'PUT_V1_EVENT_FLOW_CONTROL_ENTITY'],
    ['POST', '/v1/admin/event-flow-control/account', 'POST_V1_EVENT_FLOW_CONTROL_ACCOUNT'],
    ['PUT', '/v1/admin/event-flow-control/cache', 'PUT_V1_EVENT_FLOW_CONTROL_CACHE'],
    ['GET', '/v1/admin/configuration/rule', 'LIST_V1_ADMIN_CONFIGURATION_RULE'],
    ['GET', '/v1/admin/configuration/typology/:id/:cfg', 'GET_V1_ADMIN_CONFIGURATION_TYPOLOGY'],
    ['POST', '/v1/admin/configuration/rule', 'POST_V1_ADMIN_CONFIGURATION_RULE'],
    ['PUT', '/v1/admin/configuration/network_map/:cfg', 'PUT_V1_ADMIN_CONFIGURATION_NETWORK_MAP'],
    ['DELETE', '/v1/admin/configuration/rule/:id/:cfg', 'DELETE_V1_ADMIN_CONFIGURATION_RULE'],
    [
      'POST',
      '/v1/admin/configuration/network_map/:cfg/activate',
      'POST_V1_ADMIN_CONFIGURATION_NETWORK_MAP_ACTIVATE',
    ],
    [
      'POST',
      '/v1/admin/configuration/network_map/:cfg/deactivate',
      'POST_V1_ADMIN_CONFIGURATION_NETWORK_MAP_DEACTIVATE',
    ],
    ['POST', '/v1/admin/configuration/network_map/reload', 'POST_V1_ADMIN_CONFIGURATION_NETWORK_MAP_RELOAD'],
  ])('%s %s needs %s', (method, path, privilege) => {
    expect(privilegeOf(method, path)).toBe(privilege)
  })

  it('are never guessed', () => {
    expect(() => privilegeOf('GET', '/v1/evaluate/iso20022/pacs.002.001.12')).toThrow(TypeError)
  })
})
