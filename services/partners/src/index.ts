import { definitionOf } from '@ctg/web-service';
import { PartnersModule } from './partners.module.js';

/** What its modules bring, for whoever hosts it. */
export const partnersService = definitionOf(PartnersModule);
