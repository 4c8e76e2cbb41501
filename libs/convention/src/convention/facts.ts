import type { DataOf } from '@ctg/contracts';
import type {
  AmendmentProposed,
  ConventionOpened,
  ConventionScoped,
  DocumentFiled,
} from '@ctg/contracts/partners';
import { noSignatures, type SignatoryProgress, type SigningProcess } from '../signing/signing-process.js';

export type Territory = DataOf<typeof ConventionOpened>['territory'];
export type Theme = DataOf<typeof ConventionOpened>['themes'][number];
export type AmendmentChanges = DataOf<typeof AmendmentProposed>['changes'];

/** A change to the convention on its way to being signed by all, or signed. */
export interface Amendment {
  readonly amendmentId: string;
  readonly title: string;
  readonly proposedOn: string;
  /** As it is written in it; the last signature never changes it. */
  readonly effectOn: string;
  readonly changes: AmendmentChanges;
  readonly signing: SigningProcess;
  abandoned?: { readonly on: string; readonly why: string };
}

/** A perimeter as it was drawn before the signature. */
interface Perimeter {
  readonly version: number;
  readonly from: string;
  readonly territory: Territory;
}

interface Partnership {
  readonly organisation: string;
  contribution?: string | undefined;
  readonly associatedOn: string;
  until?: string;
}

/** That a signatory goes of its own will. */
interface Notice {
  readonly noticeOn: string;
  readonly leavesOn: string;
}

/**
 * Everything that was said of a convention, each with its day; nothing here depends on a day or on a clock. What holds on
 * a day follows from it (`situationOn`, `conventionOn`), and what was known at a moment is what was folded by then.
 */
export interface ConventionFacts {
  readonly conventionId: string;
  readonly caf: string;
  readonly openedOn: string;
  title: string;
  /** The period written in the convention; amendments that prolong it are among the amendments. */
  effectOn: string;
  endsOn: string;
  readonly themes: (Theme & { readonly addedOn: string })[];
  readonly previousConventionId?: string;
  renewal?: { readonly newConventionId: string; readonly renewedOn: string };
  scoping?: DataOf<typeof ConventionScoped> & { readonly scopedOn: string };
  document?: DataOf<typeof DocumentFiled> & { readonly filedOn: string };
  readonly perimeters: Perimeter[];
  readonly signing: SigningProcess;
  /** Designated, and taken off the list before anybody's signature was asked of them. */
  readonly removedSignatories: (SignatoryProgress & { readonly removedOn: string })[];
  readonly partners: Partnership[];
  /** By organisation: when it gave notice, and its last day; who joined again may give notice again. */
  readonly departures: Record<string, Notice[]>;
  readonly amendments: Record<string, Amendment>;
  ending?: {
    readonly how: 'terminated' | 'lapsed';
    readonly endedOn: string;
    /** The day on which it was decided, or seen. */
    readonly decidedOn: string;
  };
}

/** A convention just opened. */
export const openedConvention = (
  conventionId: string,
  { territory, themes, ...data }: DataOf<typeof ConventionOpened>,
  openedOn: string,
): ConventionFacts => ({
  ...(data as Omit<typeof data, 'previousConventionId'>),
  conventionId,
  openedOn,
  themes: themes.map((theme) => ({ ...theme, addedOn: openedOn })),
  perimeters: [{ version: 1, from: openedOn, territory }],
  signing: noSignatures(),
  removedSignatories: [],
  partners: [],
  departures: {},
  amendments: {},
});
