/**
 * The published configurations, as they would be uploaded, of the rules that have one: same identifier, parameters, exits and bands.
 * For whoever compares with another deployment; the defaults are tuned. Not checked here: that is done where configuration is compiled.
 */
export const parityRuleConfigurations: readonly unknown[] = []
