import { z } from 'zod';
import { unreadable } from './unreadable.js';

/**
 * A text that people read, in one form: trimmed, composed (NFC), so that the same words typed on two machines are the same
 * text; without characters that a reader cannot see or that were damaged before they came here. Its length is counted
 * after that, in UTF-16 units, at the door and in the event alike.
 */
const words = (max: number, lines: 'one' | 'several') =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1, 'Texte attendu, rien trouvé')
    .max(max, `Texte trop long : ${max} caractères au plus`)
    .superRefine((text, context) => {
      const message = unreadable(text, lines);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    });

/** The title of something: one line, at most 300 characters. */
export const title = words(300, 'one');
/** One line, at most 300 characters. */
export const shortText = words(300, 'one');
/** A reference number or a code somebody else gave: one line, at most 100 characters. */
export const reference = words(100, 'one');
/** Several lines, at most 5,000 characters. No personal data. */
export const text = words(5000, 'several');
/** Why somebody did something: one line, at most 500 characters. */
export const motive = words(500, 'one');

/**
 * Who a person is, where somebody writes it by hand: nothing that could be a name or an e-mail. A code of at most four
 * letters and a number (`cc-01`), hexadecimal digits, a UUID, or the pseudonym of an account (`p-…`).
 */
export const personId = z
  .string()
  .regex(
    /^(?:[a-z]{1,4}-?\d{1,8}|(?=.*\d)(?=.*[a-f])[0-9a-f]{8,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|p-[\w-]{22})$/,
    'Identifiant opaque attendu, ni nom ni courriel : par exemple cc-01',
  );
