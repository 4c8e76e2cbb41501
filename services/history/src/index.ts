/** Everything that ever happened to a convention: its timeline across services, and its state as of a day. */
import type { ServiceDefinition } from '@ctg/web-service';
import { NameRow, names } from './names/name-row.js';
import { readState, readStateSection } from './state/read-state.js';
import { CreateHistoryTables1700000005000 } from './tables/create-history.js';
import { listConventions } from './timeline/list-conventions.js';
import { readEvents } from './timeline/read-events.js';
import { TimelineRow, timeline } from './timeline/timeline-row.js';

export const historyService: ServiceDefinition = {
  name: 'history',
  title: 'Histoire des conventions',
  commands: [],
  queries: [listConventions, readEvents, readState, readStateSection],
  projections: [timeline, names],
  entities: [TimelineRow, NameRow],
  migrations: [CreateHistoryTables1700000005000],
};
