import { FeatureModule } from '@ctg/web-service';
import { listProtocols } from './list-protocols.js';
import { openProtocol } from './open-protocol.js';
import { ProtocolRow, protocols } from './protocol-row.js';

/** What is evaluated, by which questions. */
@FeatureModule({
  commands: [openProtocol],
  queries: [listProtocols],
  projections: [protocols],
  entities: [ProtocolRow],
})
export class ProtocolModule {}
