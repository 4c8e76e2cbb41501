import { FeatureModule } from '@ctg/web-service';
import { ConsultationRow, consultations } from './consultation-row.js';
import { listConsultations } from './list-consultations.js';
import { recordConsultation } from './record-consultation.js';

/** Who was asked, and what they said. */
@FeatureModule({
  commands: [recordConsultation],
  queries: [listConsultations],
  projections: [consultations],
  entities: [ConsultationRow],
})
export class ConsultationModule {}
