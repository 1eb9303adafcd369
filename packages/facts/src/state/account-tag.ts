/** A tag has 48 bits. */
export const TAG_SIZE_BYTES = 6

/** An account id's stand-in in a state, where only equality counts. */
export { shortTag as accountTag } from '@pantau/rule-kit'
