import { FeatureModule } from '@ctg/web-service';
import { recordAmendmentDeliberation, recordDeliberation } from './deliberation.js';
import { recordAmendmentReceipt, recordLegalityReceipt } from './legality-receipt.js';
import { sign, signAmendment } from './signature.js';

/** Deliberations, legality receipts, signatures. */
@FeatureModule({
  commands: [
    recordDeliberation,
    recordLegalityReceipt,
    sign,
    recordAmendmentDeliberation,
    recordAmendmentReceipt,
    signAmendment,
  ],
})
export class SigningModule {}
