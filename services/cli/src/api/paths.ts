import type { paths as chain } from './types/chain.js';
import type { paths as conventions } from './types/conventions.js';
import type { paths as coverage } from './types/coverage.js';
import type { paths as deadLetters } from './types/dead-letters.js';
import type { paths as decisions } from './types/decisions.js';
import type { paths as groups } from './types/groups.js';
import type { paths as offer } from './types/offer.js';
import type { paths as portfolio } from './types/portfolio.js';
import type { paths as relay } from './types/relay.js';
import type { paths as review } from './types/review.js';
import type { paths as roles } from './types/roles.js';
import type { paths as view } from './types/view.js';
import type { paths as work } from './types/work.js';

/** Every address that the command line asks by its own words, with what it is asked and answers. */
export type paths = chain &
  conventions &
  coverage &
  deadLetters &
  decisions &
  groups &
  offer &
  portfolio &
  relay &
  review &
  roles &
  view &
  work;
