import { definitionOf } from '@ctg/web-service';
import { HistoryModule } from './history.module.js';

/** What its modules bring, for whoever hosts it. */
export const historyService = definitionOf(HistoryModule);
