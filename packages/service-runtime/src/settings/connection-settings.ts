import { defineSettings } from './define-settings.ts'

/** Where PostgreSQL is. Part of the schema of every service that uses it. */
export const postgresSettings = defineSettings({
  postgresUrl: {
    env: 'PANTAU_POSTGRES_URL',
    kind: 'url',
    protocols: ['postgres:', 'postgresql:'],
    doc: 'The database, such as postgres://pantau@db:5432/pantau, without the password.',
  },
  postgresPassword: {
    env: 'PANTAU_POSTGRES_PASSWORD',
    kind: 'secret',
    optional: true,
    doc: 'The password of the database user; not needed with trust or certificate authentication.',
  },
  postgresConnectionsMax: {
    env: 'PANTAU_POSTGRES_CONNECTIONS_MAX',
    kind: 'integer',
    min: 1,
    max: 200,
    default: 10,
    doc: 'The most connections that one process opens to the database.',
  },
})

/** Where NATS JetStream is. Part of the schema of every service that uses it. */
export const natsSettings = defineSettings({
  natsUrls: {
    env: 'PANTAU_NATS_URLS',
    kind: 'list',
    protocols: ['nats:', 'tls:'],
    minItems: 1,
    maxItems: 16,
    doc: 'The NATS servers, such as nats://nats-0:4222,nats://nats-1:4222.',
  },
  natsUser: {
    env: 'PANTAU_NATS_USER',
    kind: 'string',
    optional: true,
    doc: 'The NATS user, where the servers ask for one.',
  },
  natsPassword: {
    env: 'PANTAU_NATS_PASSWORD',
    kind: 'secret',
    optional: true,
    doc: 'The password of the NATS user.',
  },
})

/** Where Valkey (or Redis) is. Part of the schema of every service that uses it. */
export const valkeySettings = defineSettings({
  valkeyUrl: {
    env: 'PANTAU_VALKEY_URL',
    kind: 'url',
    protocols: ['redis:', 'rediss:'],
    doc: 'The Valkey or Redis server, such as redis://valkey:6379/0, without the password.',
  },
  valkeyPassword: {
    env: 'PANTAU_VALKEY_PASSWORD',
    kind: 'secret',
    optional: true,
    doc: 'The password of the Valkey or Redis server, where it asks for one.',
  },
})
