import { createHash } from 'node:crypto';
import { catalogue } from '@ctg/contracts';
import { goldensOf } from '@ctg/contracts/schemas';
import type { JsonObject } from '@ctg/event-store';
import canonicalize from 'canonicalize';
import { type Decider, ownState } from './decider.js';

/**
 * Registers the test that a fold whose states are written down has not changed its mind under the same version: what it makes
 * of the golden file of each event, one after another, is what that version made of them, as it would be
 * written down.
 *
 * @param is the version, and the digest of its states: the test says the new one
 */
export function foldKeepsItsVersion<State>(
  decider: Decider<State>,
  is: { readonly version: number; readonly digest: string },
): void {
  test(`${decider.category} folds as its version did: a fold that changes its mind gets a new version`, () => {
    const states = createHash('sha256');
    let state = ownState(decider.initial);
    const folded = new Set(decider.eventTypes);
    for (const { type, version } of catalogue.filter((one) => folded.has(one.type))) {
      for (const { data } of goldensOf(type, version)) {
        const event = { type, data: data as JsonObject, occurredOn: '2026-01-01', actor: { subject: 'u-1' } };
        state = decider.evolve(state, { ...event, conventionId: '01900000-0000-7000-8000-000000000001' });
        const written = canonicalize(state ?? null) ?? '';
        expect(JSON.parse(written)).toEqual(state ?? null);
        states.update(written);
      }
    }
    expect({ version: decider.version, digest: states.digest('hex') }).toEqual(is);
  });
}
