/** The job was stopped from outside before it had changed anything. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted, nothing was changed');
  }
}
