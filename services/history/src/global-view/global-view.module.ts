import { FeatureModule } from '@ctg/web-service';
import { listGlobalView } from './list-global-view.js';

/** One view of a whole territory. */
@FeatureModule({ queries: [listGlobalView] })
export class GlobalViewModule {}
