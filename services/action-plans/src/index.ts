import { definitionOf } from '@ctg/web-service';
import { ActionPlansModule } from './action-plans.module.js';

/** What its modules bring, for whoever hosts it. */
export const actionPlansService = definitionOf(ActionPlansModule);
