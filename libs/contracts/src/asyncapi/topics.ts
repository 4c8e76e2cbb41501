import { actionPlansEvents } from '../action-plans/index.js';
import type { AnyEventDefinition } from '../define-event.js';
import { diagnosticsEvents } from '../diagnostics/index.js';
import { evaluationEvents } from '../evaluation/index.js';
import { partnersEvents } from '../partners/index.js';

/** A topic of Kafka: all that one service publishes. */
export interface Topic {
  readonly service: string;
  readonly address: string;
  /** French. */
  readonly title: string;
  readonly events: readonly AnyEventDefinition[];
}

const topic = (service: string, title: string, events: readonly AnyEventDefinition[]): Topic => ({
  service,
  address: `ctg.${service}.v1`,
  title,
  events,
});

/** One topic per service that publishes. */
export const topics: readonly Topic[] = [
  topic('partners', 'Partenaires et vie contractuelle', partnersEvents),
  topic('diagnostics', 'Diagnostics', diagnosticsEvents),
  topic('action-plans', 'Plans d’actions', actionPlansEvents),
  topic('evaluation', 'Évaluation', evaluationEvents),
];
