import { z } from 'zod';

/** A moment of recording, as it is asked for. */
export const instant = z.iso.datetime({ offset: true }).describe('Instant, par exemple 2026-06-01T00:00:00Z');

/** An instant as events carry it, so that text compares as time does. */
export const utc = (text: string): string => new Date(text).toISOString();
