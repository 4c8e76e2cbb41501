import { runService } from '@ctg/web-service';
import { evaluationService } from './index.js';

await runService(evaluationService);
