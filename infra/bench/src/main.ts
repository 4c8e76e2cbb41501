import { benchAppend } from './append/append.js';
import { benchCatchUp } from './catch-up/catch-up.js';
import { benchGrowth } from './growth/growth.js';
import { benchHttp } from './http/http.js';
import { benchPropagation } from './propagation/propagation.js';
import { benchRead } from './read/read.js';
import { benchRebuild } from './rebuild/rebuild.js';
import { benchRelay } from './relay/relay.js';

const benches: Readonly<Record<string, (size?: number) => Promise<void>>> = {
  append: benchAppend,
  read: benchRead,
  rebuild: benchRebuild,
  'catch-up': benchCatchUp,
  http: benchHttp,
  relay: benchRelay,
  propagation: benchPropagation,
  growth: benchGrowth,
};

const given = process.argv.slice(2);
/** `catch-up 1000000`: a number is the size of what is named before it. */
const asked = given.filter((word) => !/^\d+$/.test(word));
const unknown = asked.filter((name) => !(name in benches));
if (asked.length === 0 || unknown.length > 0) {
  process.stderr.write(
    `Usage: npm run bench -- ${Object.keys(benches).join('|')} (found: ${asked.join(' ') || 'nothing'})\n`,
  );
  process.exit(2);
}
for (const name of asked) {
  const size = given[given.indexOf(name) + 1];
  await benches[name]?.(size !== undefined && /^\d+$/.test(size) ? Number(size) : undefined);
}
