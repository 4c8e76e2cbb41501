import { FeatureModule } from '@ctg/web-service';
import { addOperation } from './add-operation.js';

/** The operations of an action. */
@FeatureModule({
  commands: [addOperation],
})
export class OperationModule {}
