import type { RouteRefusals } from '@ctg/web-service';

/** Written by `npm run docs` from the sources: not to be changed here. What each route may be refused with, beside what any may. */
export const refusals: RouteRefusals = { said: {}, routes: {} };
