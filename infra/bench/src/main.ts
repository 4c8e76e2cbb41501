import { benchAppend } from './append/append.js';
import { benchGrowth } from './growth/growth.js';
import { benchHttp } from './http/http.js';
import { benchPropagation } from './propagation/propagation.js';
import { benchRead } from './read/read.js';
import { benchRebuild } from './rebuild/rebuild.js';
import { benchRelay } from './relay/relay.js';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  append: benchAppend,
  read: benchRead,
  rebuild: benchRebuild,
  http: benchHttp,
  relay: benchRelay,
  propagation: benchPropagation,
  growth: benchGrowth,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (asked.length === 0 || unknown.length > 0) {
  process.stderr.write(
    `Usage: npm run bench -- ${Object.keys(benches).join('|')} (found: ${asked.join(' ') || 'nothing'})\n`,
  );
  process.exit(2);
}
for (const name of asked) await benches[name]?.();
