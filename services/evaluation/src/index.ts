import { definitionOf } from '@ctg/web-service';
import { EvaluationModule } from './evaluation.module.js';

/** What its modules bring, for whoever hosts it. */
export const evaluationService = definitionOf(EvaluationModule);
