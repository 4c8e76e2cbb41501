import { ServiceModule } from '@ctg/web-service';
import { ChainModule } from './chain/chain.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { GlobalViewModule } from './global-view/global-view.module.js';
import { NamesModule } from './names/names.module.js';
import { OptimiseOrDevelopModule } from './optimise-or-develop/optimise-or-develop.module.js';
import { refusals } from './refusals.js';
import { StateModule } from './state/state.module.js';
import { AddTenant1765000000000 } from './tables/add-tenant.js';
import { CreateHistoryTables1700000005000, FindCorrections1700000005001 } from './tables/create-history.js';
import { CreateTerritory1765000000001, FindByCommune1765300000000 } from './tables/create-territory.js';
import { TerritoryModule } from './territory/territory.module.js';
import { TimelineModule } from './timeline/timeline.module.js';
import { WhoDoesWhatModule } from './who-does-what/who-does-what.module.js';
import { YearlyReviewModule } from './yearly-review/yearly-review.module.js';

/** Everything that ever happened to a convention: its timeline across services, and its state as of a day. */
@ServiceModule({
  name: 'history',
  title: 'Histoire des conventions',
  refusals,
  migrations: [
    CreateHistoryTables1700000005000,
    FindCorrections1700000005001,
    AddTenant1765000000000,
    CreateTerritory1765000000001,
    FindByCommune1765300000000,
  ],
  imports: [
    TimelineModule,
    StateModule,
    NamesModule,
    DecisionsModule,
    ChainModule,
    WhoDoesWhatModule,
    TerritoryModule,
    GlobalViewModule,
    YearlyReviewModule,
    OptimiseOrDevelopModule,
  ],
})
export class HistoryModule {}
