/** Read-your-writes: the tables of this service did not come to the position that the caller wants to see in time. */
export class NotThereYet extends Error {
  override readonly name = 'NotThereYet';
  constructor(readonly position: string) {
    super(`not at position ${position} yet`);
  }
}
