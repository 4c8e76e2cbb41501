import { FeatureModule } from '@ctg/web-service';
import { ContentsRow, diagnosticContents } from './contents-row.js';
import { DiagnosticRow, diagnostics } from './diagnostic-row.js';
import { freezeVersion } from './freeze-version.js';
import { getDiagnostic } from './get-diagnostic.js';
import { openDiagnostic, openWithConvention } from './open-diagnostic.js';

/** A diagnostic and its frozen versions. */
@FeatureModule({
  commands: [openDiagnostic, freezeVersion],
  queries: [getDiagnostic],
  projections: [diagnostics, diagnosticContents],
  reactions: [openWithConvention],
  entities: [DiagnosticRow, ContentsRow],
})
export class DiagnosticModule {}
