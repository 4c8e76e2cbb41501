import { definitionOf } from '@ctg/web-service';
import { DiagnosticsModule } from './diagnostics.module.js';

/** What its modules bring, for whoever hosts it. */
export const diagnosticsService = definitionOf(DiagnosticsModule);
