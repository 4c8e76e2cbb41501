/** What leaves the system: the relay to Kafka, the feed over HTTP. It has no streams of its own. */
import type { ServiceDefinition } from '@ctg/web-service';
import { ContractsRoute } from './contracts-route.js';
import { feedRoutes } from './readers/index.js';
import { readRelay, readVerification, republish, verifyRelay } from './relay/operations.js';
import { relay } from './relay/relay.js';

export const feedService: ServiceDefinition = {
  name: 'feed',
  title: 'Fil des événements',
  commands: [],
  queries: [],
  projections: [],
  operations: [readRelay, verifyRelay, readVerification, republish],
  controllers: (parts) => [...feedRoutes(parts), ContractsRoute],
  background: relay,
  entities: [],
  migrations: [],
};
