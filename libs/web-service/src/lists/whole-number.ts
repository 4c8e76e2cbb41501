import { z } from 'zod';

/** A whole number in a query string, in decimal digits only: `0x10`, `1e2` and ` 5` are none. */
export const wholeNumber = (least: number, most: number) => {
  const error = `Un nombre entier de ${least} à ${most} attendu`;
  return z.preprocess(
    (given) => (typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given),
    z.number({ error }).int({ error }).min(least, { error }).max(most, { error }),
  );
};
