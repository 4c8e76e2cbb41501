import { Closing } from './closing.js';

test('closes in reverse order, once, whatever fails or hangs on the way', async () => {
  const closing = new Closing();
  const order: string[] = [];
  closing.add('base', () => order.push('base'));
  closing.add('muet', () => new Promise(() => {}), 20);
  closing.add('cassé', async () => {
    order.push('cassé');
    throw new Error('non');
  });
  const faults = await Promise.all([closing.close(), closing.close()]);
  expect(order).toEqual(['cassé', 'base']);
  expect(faults[0]).toEqual(['cassé : non', expect.stringContaining('muet')]);
  expect(faults[1]).toBe(faults[0]);
});
