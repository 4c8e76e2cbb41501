import { actionPlansService } from '@ctg/action-plans';
import { diagnosticsService } from '@ctg/diagnostics';
import { evaluationService } from '@ctg/evaluation';
import { feedService } from '@ctg/feed-service';
import { historyService } from '@ctg/history';
import { partnersService } from '@ctg/partners';
import type { ServiceDefinition } from '@ctg/web-service';

/** Every service of the product. */
export const allServices: readonly ServiceDefinition[] = [
  partnersService,
  diagnosticsService,
  actionPlansService,
  evaluationService,
  historyService,
  feedService,
];
