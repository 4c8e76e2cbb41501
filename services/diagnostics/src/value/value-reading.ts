import { valueFlag } from '@ctg/contracts/diagnostics';
import { invalid } from '@ctg/decider';
import { z } from 'zod';

/** What was read: a number, or the sign that it is secret. */
export const readingBody = {
  value: z.number().optional().describe('Valeur ; absente quand elle est secrète'),
  flag: valueFlag.optional(),
};

/** A value is a number or secret, never both and never neither. @throws Rejection */
export function assertReading({
  value,
  flag,
}: {
  value?: number | undefined;
  flag?: string | undefined;
}): void {
  if (flag === 'secret' && value !== undefined) {
    throw invalid({
      code: 'secret-with-value',
      title: 'Une valeur secrète ne s’enregistre pas.',
      expected: 'flag secret sans value',
      found: `value : ${value}`,
    });
  }
  if (flag !== 'secret' && value === undefined) {
    throw invalid({
      code: 'value-missing',
      title: 'Il manque la valeur.',
      expected: 'un nombre, ou flag secret quand la source ne le publie pas',
    });
  }
}

/** data.caf.fr gives places for 100 children: it may exceed 100. @throws Rejection `coverage-is-no-percentage` */
export function assertUnit(indicator: string, unit: string): void {
  const isCoverage = /taux de couverture.*(petite enfance|accueil|jeunes enfants)/i.test(indicator);
  if (!isCoverage || !/%|pour ?cent\b|pourcentage/i.test(unit.replace(/pour 100/g, ''))) return;
  throw invalid({
    code: 'coverage-is-no-percentage',
    title: 'Le taux de couverture est un nombre de places pour 100 enfants, pas un pourcentage.',
    expected: 'places pour 100 enfants',
    found: unit,
  });
}
