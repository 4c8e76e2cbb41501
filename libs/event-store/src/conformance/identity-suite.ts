import { START } from '../index.js';
import { all, newStream, numbered, type Store } from './stage.js';

/** What a checkpoint needs to be recognised by: the event at a position, and which store it is. */
export function identitySuite(store: Store): void {
  test('the event at a position is the very one that was recorded there', async () => {
    const stream = newStream();
    await store().append(stream, numbered(1, 3), { expectedRevision: 'no-stream' });
    for (const event of await all(store().readStream(stream))) {
      expect(await store().eventAt(event.position)).toEqual(event);
    }
  });

  test('there is none before the first and none after the last', async () => {
    await store().append(newStream(), numbered(1, 1), { expectedRevision: 'no-stream' });
    expect(await store().eventAt(START)).toBeUndefined();
    expect(await store().eventAt((await store().head()) + 1_000_000_000n)).toBeUndefined();
  });

  test('a store says the same of itself each time, whatever is appended', async () => {
    const before = await store().identity();
    await store().append(newStream(), numbered(1, 1), { expectedRevision: 'no-stream' });
    expect(await store().identity()).toEqual(before);
    expect(before.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(before.epoch).toBeGreaterThanOrEqual(1);
  });
}
