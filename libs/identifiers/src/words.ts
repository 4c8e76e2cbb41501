import { z } from 'zod';

/** Control characters, NUL among them; a text of several lines keeps tabs and line ends. */
const control = /\p{Cc}/u;
const controlButLines = /[^\P{Cc}\t\n\r]/u;

const words = (max: number, forbidden: RegExp) =>
  z
    .string()
    .trim()
    .min(1, 'Texte attendu, rien trouvé')
    .max(max, `Texte trop long : ${max} caractères au plus`)
    .refine((text) => text.isWellFormed(), 'Texte illisible : un caractère Unicode est coupé')
    .refine((text) => !forbidden.test(text), 'Caractère de contrôle interdit dans ce texte');

/** The title of something: one line, at most 300 characters. */
export const title = words(300, control);
/** One line, at most 300 characters. */
export const shortText = words(300, control);
/** A reference number or a code somebody else gave: one line, at most 100 characters. */
export const reference = words(100, control);
/** Several lines, at most 5,000 characters. No personal data. */
export const text = words(5000, controlButLines);
