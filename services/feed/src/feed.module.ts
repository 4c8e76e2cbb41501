import { ServiceModule } from '@ctg/web-service';
import { ContractsRoute, contractsRoutes } from './contracts-route.js';
import { feedRoutes, readersRoutes } from './readers/index.js';
import { refusals } from './refusals.js';
import { readRelay, readVerification, republish, verifyRelay } from './relay/operations.js';
import { relay } from './relay/relay.js';

/** What leaves the system: the relay to Kafka, the feed over HTTP. It has no streams of its own. */
@ServiceModule({
  name: 'feed',
  title: 'Fil des événements',
  refusals,
  operations: [readRelay, verifyRelay, readVerification, republish],
  controllers: (parts) => [...feedRoutes(parts), ContractsRoute],
  controllerRoutes: [...readersRoutes, ...contractsRoutes],
  background: relay,
  migrations: [],
  imports: [],
})
export class FeedModule {}
