import { appendSuite } from './append-suite.js';
import { idempotenceSuite } from './idempotence-suite.js';
import { identitySuite } from './identity-suite.js';
import { limitsSuite } from './limits-suite.js';
import { readAllSuite } from './read-all-suite.js';
import { readStreamSuite } from './read-stream-suite.js';
import type { OpenStore } from './stage.js';
import { subscriptionSuite } from './subscription-suite.js';

export type { OpenStore } from './stage.js';

/**
 * Registers the Jest tests of every promise of the port. One store serves them all, and others may write to it meanwhile:
 * each test has streams of its own and looks only after the position it started at.
 *
 * It asks nothing that EventStoreDB cannot keep: no append over several streams, one condition in a filter, idempotence
 * only with an exact or no-stream expected revision and within one stream, appends below 1 MiB, positions that are
 * ordered but not dense.
 */
export function eventStoreConformance(name: string, makeStore: () => Promise<OpenStore>): void {
  describe(`${name} keeps the promises of the event store port`, () => {
    let open: OpenStore;
    beforeAll(async () => {
      open = await makeStore();
    });
    afterAll(() => open?.dispose());
    const store = () => open.store;
    describe('append', () => appendSuite(store));
    describe('idempotence', () => idempotenceSuite(store));
    describe('limits and bytes', () => limitsSuite(store));
    describe('reading a stream', () => readStreamSuite(store));
    describe('reading the whole store', () => readAllSuite(store));
    describe('recognising the store', () => identitySuite(store));
    describe('subscriptions', () => subscriptionSuite(store));
  });
}
