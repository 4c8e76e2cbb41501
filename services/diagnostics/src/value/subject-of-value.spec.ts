import { indicatorKey } from './subject-of-value.js';

test('an indicator is the same in words and as a slug', () => {
  expect(indicatorKey('Taux de couverture « petite enfance »')).toBe('taux-de-couverture-petite-enfance');
});
