/** Elapsed time is measured by a clock that nobody sets (decision 30): sources that ask for the time of day say why. */

/**
 * Where the time of day is told or kept, and nothing is measured by it.
 * @type {Readonly<Record<string, string>>}
 */
export const tellsTheTime = {
  'libs/access/src/verified-tokens.ts': 'a token ends at an instant of its issuer',
  'libs/calendar/src/today.ts': 'the day it is for a Caf',
  'libs/decider/src/rehearsal.ts': 'when a command of a rehearsal counts as recorded',
  'libs/event-store/src/conformance/limits-suite.ts': 'an event bears the instant at which it was recorded',
  'libs/event-store/src/moving/copy-archive.ts':
    'the epoch of a restored store is the minute of its restoration',
  'libs/feed/src/health/progress.ts': 'when a subscription last moved, for people; measured beside it',
  'libs/local-eventstoredb/src/journal/journal.ts':
    'the instant that an event keeps, as a real server gives it',
  'libs/local-eventstoredb/src/journal/stream-metadata.ts':
    'how old an event may be, by the instant that it keeps',
  'libs/local-eventstoredb/src/protocol/about-the-server.ts':
    'the hour of the server, as its protocol tells it',
  'libs/local-eventstoredb/src/protocol/batch-append.ts': 'a deadline that the protocol gives as an instant',
  'libs/web-service/src/running/log-output.ts': 'the hour of a line of the log',
  'services/cli/src/commands/play.ts': 'the name of a passage begins with when it was played',
  'services/cli/src/scenario/recording-order.ts': 'what is recorded later than now is refused',
  'services/feed/src/relay/relay.ts': 'when a comparison began, for people',
};

const timeOfDay =
  /\bDate\s*\.\s*now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|(?<![\w.]|new )Date\(\s*\)|\}\s*=\s*(?:globalThis\.)?Date\b(?!\s*[.(])/g;
/** Where a line begins with one: elsewhere the sign may stand in a pattern of paths. */
const comment = /^[ \t]*(?:\/\/.*$|\/\*[\s\S]*?\*\/)/gm;

/**
 * The lines of a source that ask for the time of day.
 * @param {string} text
 * @returns {number[]} from 1
 */
export function asksTheTime(text) {
  const code = text.replace(comment, (found) => found.replace(/[^\n]+/g, ''));
  return [...code.matchAll(timeOfDay)].map(({ index }) => code.slice(0, index).split('\n').length);
}

/**
 * What is wrong with the sources: the time of day is asked for where nobody said why, or a place is listed for nothing.
 * @param {ReadonlyMap<string, string>} sources the text of each, by its path in the checkout
 * @param {Readonly<Record<string, string>>} listed paths, and why
 * @returns {string[]} one line each
 */
export function clockFaults(sources, listed = tellsTheTime) {
  const asking = [...sources].map(([path, text]) => /** @type {const} */ ([path, asksTheTime(text)]));
  const unlisted = asking
    .filter(([path]) => !(path in listed))
    .flatMap(([path, lines]) => lines.map((line) => `${path}:${line}: the time of day`));
  const idle = Object.keys(listed).filter(
    (path) => !asking.some(([of, lines]) => of === path && lines.length > 0),
  );
  return [...unlisted, ...idle.map((path) => `${path}: listed, and does not ask for the time of day`)];
}
