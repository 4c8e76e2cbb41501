import { runService } from '@ctg/web-service';
import { partnersService } from './index.js';

await runService(partnersService);
