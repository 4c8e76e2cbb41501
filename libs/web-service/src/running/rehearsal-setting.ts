import { z } from 'zod';

/** Whether a request may say when it counts as recorded; for the services' own schemas. */
export const rehearsalEnvironment = {
  REHEARSAL: z
    .enum(['true', 'false'], { error: 'REHEARSAL doit être « true » ou « false ».' })
    .default('false')
    .describe('A command may say when it counts as recorded; refused in production'),
};

/** What does not go with it, a French sentence. */
export const rehearsalFaults = (given: {
  readonly REHEARSAL?: string | undefined;
  readonly NODE_ENV?: string | undefined;
}): readonly string[] =>
  given.REHEARSAL === 'true' && given.NODE_ENV === 'production'
    ? [
        'REHEARSAL=true est refusé avec NODE_ENV=production : ce qui sert pour de bon est enregistré à son heure.',
      ]
    : [];
