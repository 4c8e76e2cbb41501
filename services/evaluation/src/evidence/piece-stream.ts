import type { RouteParams } from '@ctg/decider';

/** The stream of a piece of evidence on the convention of the route. */
export const pieceStream =
  (id: 'measureId' | 'baselineId' | 'opinionId') =>
  ({ conventionId = '', [id]: part = '' }: RouteParams) => ({ subject: conventionId, part });
