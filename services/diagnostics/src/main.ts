import { runService } from '@ctg/web-service';
import { diagnosticsService } from './index.js';

await runService(diagnosticsService);
