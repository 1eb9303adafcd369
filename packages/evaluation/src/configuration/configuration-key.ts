/** Identifies a rule or typology configuration, (id, cfg), as one text that no other pair shares. */
export function configurationKey(configuration: { readonly id: string; readonly cfg: string }): string {
  return JSON.stringify([configuration.id, configuration.cfg])
}
