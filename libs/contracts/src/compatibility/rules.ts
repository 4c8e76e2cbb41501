/** What may differ between two released forms of an event's schema. */
export type ChangeKind = keyof typeof rules;

/** One difference between two forms of a schema. */
export interface Change {
  readonly kind: ChangeKind;
  /** `territory.communes[]`; empty for the event's data as a whole. */
  readonly path: string;
  readonly detail: string;
}

/** Whether a change may be made, and why. */
export interface Rule {
  readonly change: string;
  /** To the schema of a version that is already released: both sides read each other without help. */
  readonly withinVersion: boolean;
  /** With a new version: an upcaster (proven by the golden files) helps new readers, nothing helps old ones. */
  readonly nextVersion: boolean;
  readonly why: string;
}

const yes = true;
const no = false;
const rule = (change: string, withinVersion: boolean, nextVersion: boolean, why: string): Rule => ({
  change,
  withinVersion,
  nextVersion,
  why,
});

/** FULL_TRANSITIVE as a table: every pair of forms ever released is held against it. Readers ignore unknown fields. */
export const rules = {
  'optional-field-added': rule(
    'add an optional field, with or without a default',
    yes,
    yes,
    'old readers ignore it, new readers do without',
  ),
  'required-field-added': rule(
    'add a required field',
    no,
    yes,
    'old events lack it: only an upcaster can supply it',
  ),
  'optional-field-removed': rule(
    'remove an optional field',
    yes,
    yes,
    'old readers do without, new readers ignore it',
  ),
  'required-field-removed': rule('remove a required field', no, no, 'old readers need it'),
  'field-renamed': rule('rename a field', no, no, 'old readers look for the old name'),
  'field-made-optional': rule('make a required field optional', no, no, 'old readers need it'),
  'field-made-required': rule(
    'make an optional field required',
    no,
    yes,
    'old events may lack it: only an upcaster can supply it',
  ),
  'type-widened': rule(
    'widen a type (integer to number)',
    no,
    no,
    'old readers do not expect the new values',
  ),
  'type-narrowed': rule(
    'narrow a type (number to integer)',
    no,
    yes,
    'old events hold values that only an upcaster can convert',
  ),
  'type-changed': rule('change a type', no, no, 'neither side reads the other'),
  'enum-value-added': rule('add a value to an enumeration', no, no, 'old readers do not know it'),
  'enum-value-removed': rule(
    'remove a value from an enumeration',
    no,
    yes,
    'old events hold it: only an upcaster can replace it',
  ),
  'limit-loosened': rule('loosen a limit', no, no, 'old readers refuse what lies beyond'),
  'limit-tightened': rule(
    'tighten a limit',
    no,
    yes,
    'old events may lie beyond: only an upcaster can bring them back',
  ),
  'format-changed': rule(
    'add, remove or change a format or a pattern',
    no,
    no,
    'what one side writes, the other may refuse',
  ),
  'variant-added': rule('add a variant to a union', no, no, 'old readers do not know it'),
  'variant-removed': rule(
    'remove a variant from a union',
    no,
    yes,
    'old events hold it: only an upcaster can replace it',
  ),
  'default-changed': rule('change the default of a field', no, yes, 'the same event would mean two things'),
  'wording-changed': rule('change a title or a description', yes, yes, 'no program reads it'),
  'unknown-change': rule('anything that this table does not name', no, no, 'nobody has thought it through'),
  'type-disappeared': rule('remove an event that was released', no, no, 'it is in the history for ever'),
  'version-disappeared': rule('remove a version that was released', no, no, 'it is in the history for ever'),
  'upcaster-missing': rule(
    'a new version without an upcaster from each one before',
    no,
    no,
    'new readers would park old events',
  ),
  'golden-changed': rule(
    'change or remove the golden file of a released version',
    no,
    no,
    'it is what was written',
  ),
  'golden-missing': rule(
    'a version without its golden file',
    no,
    no,
    'nothing would prove that it still reads',
  ),
  'golden-unreadable': rule(
    'a golden file that its own or the newest schema refuses',
    no,
    no,
    'events like it are in the history',
  ),
} as const satisfies Record<string, Rule>;
