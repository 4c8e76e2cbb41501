import { definitionOf } from '@ctg/web-service';
import { FeedModule } from './feed.module.js';

/** What its modules bring, for whoever hosts it. */
export const feedService = definitionOf(FeedModule);
