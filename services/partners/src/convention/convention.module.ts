import { FeatureModule } from '@ctg/web-service';
import { ConventionCommune, ConventionStatusLine } from './convention-lines.js';
import { ConventionRow, conventions } from './convention-row.js';
import { lapseConvention, terminateConvention, withdrawSignatory } from './ending.js';
import { fileDocument } from './file-document.js';
import { listConventions } from './list-conventions.js';
import { listSignatories } from './list-signatories.js';
import { addTheme, openConvention, reviseConvention, scopeConvention } from './open-convention.js';
import { associatePartner, designateSignatory, endPartnership, removeSignatory } from './parties.js';
import { changePerimeter } from './perimeter.js';
import { getConvention } from './read-convention.js';
import { recordRenewal } from './renewal.js';

/** The contractual life of a convention: perimeter, parties, document, ending. */
@FeatureModule({
  commands: [
    openConvention,
    scopeConvention,
    reviseConvention,
    changePerimeter,
    addTheme,
    designateSignatory,
    removeSignatory,
    associatePartner,
    endPartnership,
    fileDocument,
    withdrawSignatory,
    terminateConvention,
    lapseConvention,
    recordRenewal,
  ],
  queries: [listConventions, getConvention, listSignatories],
  projections: [conventions],
  entities: [ConventionRow, ConventionCommune, ConventionStatusLine],
})
export class ConventionModule {}
