import { ServiceModule } from '@ctg/web-service';
import { ChainModule } from './chain/chain.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { NamesModule } from './names/names.module.js';
import { StateModule } from './state/state.module.js';
import { AddTenant1765000000000 } from './tables/add-tenant.js';
import { CreateHistoryTables1700000005000, FindCorrections1700000005001 } from './tables/create-history.js';
import { TimelineModule } from './timeline/timeline.module.js';
import { WhoDoesWhatModule } from './who-does-what/who-does-what.module.js';

/** Everything that ever happened to a convention: its timeline across services, and its state as of a day. */
@ServiceModule({
  name: 'history',
  title: 'Histoire des conventions',
  migrations: [CreateHistoryTables1700000005000, FindCorrections1700000005001, AddTenant1765000000000],
  imports: [TimelineModule, StateModule, NamesModule, DecisionsModule, ChainModule, WhoDoesWhatModule],
})
export class HistoryModule {}
