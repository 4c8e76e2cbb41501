import { runService } from '@ctg/web-service';
import { actionPlansService } from './index.js';

await runService(actionPlansService);
