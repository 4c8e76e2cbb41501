import type { DataOf } from '@ctg/contracts';
import type {
  AmendmentProposed,
  AmendmentTookEffect,
  ConventionOpened,
  ConventionScoped,
} from '@ctg/contracts/partners';
import {
  noSignatures,
  type SigningProcess,
  withoutSignatory,
  withSignatory,
} from '../signing/signing-process.js';

export type Territory = DataOf<typeof ConventionOpened>['territory'];
export type Theme = DataOf<typeof ConventionOpened>['themes'][number];
export type AmendmentChanges = DataOf<typeof AmendmentProposed>['changes'];

/** A change to the convention on its way to being signed by all. */
export interface Amendment {
  readonly amendmentId: string;
  readonly title: string;
  readonly effectOn: string;
  readonly changes: AmendmentChanges;
  readonly status: 'proposed' | 'in-effect' | 'abandoned';
  readonly signing: SigningProcess;
}

/** How a convention ended, where it did. */
interface Ending {
  readonly how: 'terminated' | 'lapsed';
  readonly endedOn: string;
}

/** A convention that was opened. Its status on a day follows from the dates: see `statusOn`. */
export interface OpenConvention {
  readonly phase: 'preparing' | 'signed' | 'ended';
  readonly conventionId: string;
  readonly title: string;
  readonly caf: string;
  readonly territory: Territory;
  readonly perimeterVersion: number;
  readonly effectOn: string;
  readonly endsOn: string;
  readonly themes: readonly Theme[];
  readonly previousConventionId?: string;
  readonly renewedBy?: string;
  readonly scoping?: DataOf<typeof ConventionScoped>;
  readonly signing: SigningProcess;
  readonly partners: readonly string[];
  /** Day of departure by organisation. */
  readonly departures: Readonly<Record<string, string>>;
  readonly completedOn?: string;
  readonly inForceOn?: string;
  readonly amendments: Readonly<Record<string, Amendment>>;
  readonly ending?: Ending;
}

export type Convention = { readonly phase: 'unopened' } | OpenConvention;

/** A convention just opened. */
export function openedConvention(
  conventionId: string,
  data: DataOf<typeof ConventionOpened>,
): OpenConvention {
  return {
    ...data,
    phase: 'preparing',
    conventionId,
    perimeterVersion: 1,
    signing: noSignatures,
    partners: [],
    departures: {},
    amendments: {},
  } as OpenConvention;
}

/** What an amendment in effect leaves of the convention it amends. */
export function amended(
  state: OpenConvention,
  changes: DataOf<typeof AmendmentTookEffect>['changes'],
): OpenConvention {
  const removed = new Set(changes.removedCommunes);
  const communes = [
    ...state.territory.communes.filter((code) => !removed.has(code)),
    ...changes.addedCommunes,
  ];
  const isSamePerimeter = removed.size === 0 && changes.addedCommunes.length === 0;
  const kept = changes.removedSignatories.reduce(withoutSignatory, state.signing);
  return {
    ...state,
    territory: { ...state.territory, communes, cogVintage: changes.cogVintage ?? state.territory.cogVintage },
    perimeterVersion: state.perimeterVersion + (isSamePerimeter ? 0 : 1),
    signing: changes.addedSignatories.reduce(withSignatory, kept),
    themes: [...state.themes, ...changes.addedThemes],
    endsOn: changes.newEndsOn ?? state.endsOn,
  };
}
