import { runService } from '@ctg/web-service';
import { feedService } from './index.js';

await runService(feedService);
