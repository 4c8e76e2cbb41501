import { FeatureModule } from '@ctg/web-service';
import { defineIndicator, draftIndicator } from './indicator.js';

/** By what an action is measured. */
@FeatureModule({
  commands: [draftIndicator, defineIndicator],
})
export class IndicatorModule {}
