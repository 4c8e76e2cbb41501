import { FeatureModule } from '@ctg/web-service';
import { listChain, listChainBreaks } from './list-chain.js';

/** From needs to actions and decisions, and where the chain is broken. */
@FeatureModule({ queries: [listChain, listChainBreaks] })
export class ChainModule {}
