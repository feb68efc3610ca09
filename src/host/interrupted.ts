/** The job was stopped from outside, at a place where that does no harm. */
export class Interrupted extends Error {}
