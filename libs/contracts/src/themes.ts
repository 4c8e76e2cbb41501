import { title } from '@ctg/identifiers';
import { z } from 'zod';

/** A theme of the national list: a slug and its French label. */
export interface Theme {
  readonly code: string;
  readonly label: string;
}

/** The national list, to which a convention adds themes of its own. */
export const nationalThemes: readonly Theme[] = [
  { code: 'petite-enfance', label: 'Petite enfance' },
  { code: 'enfance', label: 'Enfance' },
  { code: 'jeunesse', label: 'Jeunesse' },
  { code: 'parentalite', label: 'Parentalité' },
  { code: 'handicap', label: 'Handicap' },
  { code: 'insertion-professionnelle', label: 'Insertion professionnelle' },
  { code: 'animation-de-la-vie-sociale', label: 'Animation de la vie sociale' },
  { code: 'logement', label: 'Logement' },
  { code: 'acces-aux-droits', label: 'Accès aux droits' },
  { code: 'inclusion-numerique', label: 'Inclusion numérique' },
  { code: 'accompagnement-social', label: 'Accompagnement social' },
];

const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The code of a theme, national or of one convention's own. */
export const themeCode = z
  .string()
  .max(60)
  .regex(slug, 'Code de thème attendu : minuscules, chiffres et tirets, par exemple petite-enfance')
  .describe('Code du thème, par exemple petite-enfance');

/** The name of a theme: short enough for a column. Counted alike where it is asked for and where it is recorded. */
export const themeLabel = title.max(100, 'Texte trop long : 100 caractères au plus');

/** The national theme that a theme of a convention's own belongs to. */
export const nationalTheme = z
  .enum(nationalThemes.map(({ code }) => code) as [string, ...string[]])
  .describe(
    `Thème national auquel il se rattache : ${nationalThemes.map(({ code, label }) => `${code} (${label})`).join(', ')}`,
  );

/** A theme of a convention; one of its own says which national theme it belongs to, where one fits. */
export const conventionTheme = z.object({
  code: themeCode,
  label: themeLabel.describe('Nom du thème'),
  nationalTheme: nationalTheme.optional(),
});
