interface RoutePrivilege {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** As it is registered, with `:name` for what varies. */
  readonly path: `/${string}`
  /** What the token's list of privileges must hold. */
  readonly privilege: string
}

/** Which privilege each route needs. A route that is not here needs no token: status pages and documentation. */
export const routePrivileges = [
  evaluate('pain.001.001.11', 'POST_V1_EVALUATE_ISO20022_PAIN_001_001_11'),
  evaluate('pain.013.001.09', 'POST_V1_EVALUATE_ISO20022_PAIN_013_001_09'),
  evaluate('pacs.008.001.10', 'POST_V1_EVALUATE_ISO20022_PACS_008_001_10'),
  evaluate('pacs.002.001.12', 'POST_V1_EVALUATE_ISO20022_PACS_002_001_12'),
  evaluate('bulk', 'POST_V1_EVALUATE_ISO20022_BULK'),
  route('GET', '/v1/admin/reports/getreportbymsgid', 'GET_V1_GETREPORTBYMSGID'),
  route('GET', '/v1/admin/reports/explanation', 'GET_V1_ADMIN_REPORTS_EXPLANATION'),
  route('POST', '/v1/admin/event-flow-control/entity', 'POST_V1_EVENT_FLOW_CONTROL_ENTITY'),
  route('GET', '/v1/admin/event-flow-control/entity', 'GET_V1_EVENT_FLOW_CONTROL_ENTITY'),
  route('PUT', '/v1/admin/event-flow-control/entity', 'PUT_V1_EVENT_FLOW_CONTROL_ENTITY'),
  route('POST', '/v1/admin/event-flow-control/account', 'POST_V1_EVENT_FLOW_CONTROL_ACCOUNT'),
  route('GET', '/v1/admin/event-flow-control/account', 'GET_V1_EVENT_FLOW_CONTROL_ACCOUNT'),
  route('PUT', '/v1/admin/event-flow-control/account', 'PUT_V1_EVENT_FLOW_CONTROL_ACCOUNT'),
  route('PUT', '/v1/admin/event-flow-control/cache', 'PUT_V1_EVENT_FLOW_CONTROL_CACHE'),
  ...configuration('network_map', '/:cfg', 'NETWORK_MAP'),
  ...configuration('rule', '/:id/:cfg', 'RULE'),
  ...configuration('typology', '/:id/:cfg', 'TYPOLOGY'),
  networkMap('/:cfg/activate', 'POST_V1_ADMIN_CONFIGURATION_NETWORK_MAP_ACTIVATE'),
  networkMap('/:cfg/deactivate', 'POST_V1_ADMIN_CONFIGURATION_NETWORK_MAP_DEACTIVATE'),
  networkMap('/reload', 'POST_V1_ADMIN_CONFIGURATION_NETWORK_MAP_RELOAD'),
] as const satisfies readonly RoutePrivilege[]

export type Privilege = (typeof routePrivileges)[number]['privilege']

/** What a route needs. @throws TypeError when the table does not have the route, so that none is registered open by mistake */
export function privilegeOf(method: string, path: string): Privilege {
  const found = routePrivileges.find((row) => row.method === method && row.path === path)
  if (found === undefined) {
    throw new TypeError(`No privilege is known for ${method} ${path}`)
  }
  return found.privilege
}

function route<const Name extends string>(
  method: RoutePrivilege['method'],
  path: RoutePrivilege['path'],
  privilege: Name,
): RoutePrivilege & { readonly privilege: Name } {
  return { method, path, privilege }
}

function evaluate<const Name extends string>(
  messageType: string,
  privilege: Name,
): RoutePrivilege & { readonly privilege: Name } {
  return route('POST', `/v1/evaluate/iso20022/${messageType}`, privilege)
}

function networkMap<const Name extends string>(
  path: string,
  privilege: Name,
): RoutePrivilege & { readonly privilege: Name } {
  return route('POST', `/v1/admin/configuration/network_map${path}`, privilege)
}

function configuration<const Kind extends 'NETWORK_MAP' | 'RULE' | 'TYPOLOGY'>(
  folder: string,
  key: string,
  kind: Kind,
): readonly (RoutePrivilege & {
  readonly privilege: `${'LIST' | 'GET' | 'POST' | 'PUT' | 'DELETE'}_V1_ADMIN_CONFIGURATION_${Kind}`
})[] {
  const prefix = `/v1/admin/configuration/${folder}` as const
  return [
    route('GET', prefix, `LIST_V1_ADMIN_CONFIGURATION_${kind}`),
    route('GET', `${prefix}${key}`, `GET_V1_ADMIN_CONFIGURATION_${kind}`),
    route('POST', prefix, `POST_V1_ADMIN_CONFIGURATION_${kind}`),
    route('PUT', `${prefix}${key}`, `PUT_V1_ADMIN_CONFIGURATION_${kind}`),
    route('DELETE', `${prefix}${key}`, `DELETE_V1_ADMIN_CONFIGURATION_${kind}`),
  ]
}
