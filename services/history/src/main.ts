import { runService } from '@ctg/web-service';
import { historyService } from './index.js';

await runService(historyService);
