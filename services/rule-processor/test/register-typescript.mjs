// Imported first by the worker threads of the tests: tsx by itself registers its loader in main threads only.
import { register } from 'tsx/esm/api'

register()
