// Imported first by the worker threads of the tests.
import { register } from 'node:module'

register('./resolve-compiled.mjs', import.meta.url)
