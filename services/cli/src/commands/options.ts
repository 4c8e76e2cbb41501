import type { Persona } from '../api/connection.js';

/** Options every command knows, as `parseArgs` wants them. */
export const commonOptions = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  caf: { type: 'string' },
  as: { type: 'string' },
  organisation: { type: 'string' },
  subject: { type: 'string' },
} as const;

export interface CommonOptions {
  readonly json?: boolean;
  readonly caf?: string;
  readonly as?: string;
  readonly organisation?: string;
  readonly subject?: string;
}

/** Who the options say to act as; a Caf adviser when they say nothing. */
export const personaOf = ({ as, organisation, caf, subject }: CommonOptions): Persona => ({
  role: (as ?? 'caf_adviser').replaceAll('-', '_'),
  organisation,
  caf,
  subject,
});

/** Those who run the platform act as its operator, unless told otherwise. */
export const operatorOf = (options: CommonOptions): Persona =>
  personaOf({ ...options, as: options.as ?? 'operator' });

/** Where a command writes: results to `out`, everything said on the way to `say`. */
export interface Output {
  readonly out: (line: string) => void;
  readonly say: (line: string) => void;
  /** Rewrites one line, on a terminal; says nothing elsewhere. */
  readonly progress: (line: string) => void;
}
