import { eurosOf } from './euros.js';

const money = (amount?: number) => ({ kind: 'money', ...(amount === undefined ? {} : { amount }) });

test('nothing told is not 0, and 0 is told', () => {
  expect(eurosOf([])).toEqual({ untold: 0 });
  expect(eurosOf([money()])).toEqual({ untold: 1 });
  expect(eurosOf([money(0)])).toEqual({ told: 0, untold: 0 });
});

test('what is told in figures is added to the cent, what in words is counted, staff time is no money', () => {
  const lines = [money(0.1), money(0.2), money(), { kind: 'staff', amount: 40 }];
  expect(eurosOf(lines)).toEqual({ told: 0.3, untold: 1 });
});
