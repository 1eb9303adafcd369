export { defaultConfigurationSet } from './default-configuration-set.ts'
