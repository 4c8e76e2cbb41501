import type { AnyEventDefinition } from '@ctg/contracts';
import type { PastEvent } from '@ctg/decider';

/** What folds one thing: a decider or a fold, with the types of its events in its own type. */
interface Folding<State> {
  readonly eventTypes?: readonly string[];
  readonly event?: { readonly type: string } | undefined;
  evolve(state: State, event: PastEvent): State;
}

/** One kind of thing of a service. */
interface Kind {
  // biome-ignore lint/suspicious/noExplicitAny: kinds of every state
  readonly fold: Folding<any>;
  /** What one of them is called by, in the data of each of its events. */
  readonly id: string;
  /** What a fold begins with that has something from the start; a decider begins with nothing. */
  nothing?(): unknown;
}

type Kinds = Readonly<Record<string, Kind>>;

type StateOf<K extends Kind> = K['fold'] extends Folding<infer State> ? NonNullable<State> : never;

/** Things by kind and id. */
type Things<Of extends Kinds> = { readonly [Name in keyof Of]: Record<string, StateOf<Of[Name]>> };

/** A fold has its types in a list, a decider in its events. */
type TypesOf<K> = K extends { readonly fold: infer F }
  ? F extends { readonly eventTypes: readonly (infer Type extends string)[] }
    ? string extends Type
      ? never
      : Type
    : F extends { readonly event?: infer Event }
      ? Extract<Event, { readonly type: string }>['type']
      : never
  : never;

/** The event types that the contracts of a service (`typeof import('@ctg/contracts/…')`) hold. */
type TypesIn<Contracts> = Exclude<
  Extract<Contracts[keyof Contracts], AnyEventDefinition>['type'],
  Correction
>;

/** A correction is no fact of its own: it is put in the place of the one that it corrects, before anything is folded. */
type Correction = `${string}.FactCorrected` | `${string}.FactAnnulled`;

/** Demands what is not there where an event of the service has no fold. */
type Complete<Contracts, Of extends Kinds, Aside extends AnyEventDefinition> = [
  Exclude<TypesIn<Contracts>, TypesOf<Of[keyof Of]> | Aside['type']>,
] extends [never]
  ? unknown
  : { readonly eventsWithoutFold: Exclude<TypesIn<Contracts>, TypesOf<Of[keyof Of]> | Aside['type']> };

/** Everything that a service tells of a convention: each thing by the fold that its owner decides on. */
export interface FoldOfThings<Of extends Kinds> {
  readonly eventTypes: readonly string[];
  nothing(): Things<Of>;
  /** Changes and returns the things it is given. An event of no kind changes nothing. */
  evolve(things: Things<Of>, event: PastEvent): Things<Of>;
}

/**
 *     const diagnosticThings = foldOfThings<typeof contracts>()(
 *       { values: { fold: value, id: 'valueId' }, needs: { fold: need, id: 'needId' }, … }, [CommandChangedNothing]);
 *
 * An event that is added to the contracts does not compile until a kind folds it, or it is named among those that are
 * passed over.
 */
export const foldOfThings =
  <Contracts>() =>
  <const Of extends Kinds, const Aside extends AnyEventDefinition>(
    kinds: Of & Complete<Contracts, Of, Aside>,
    _aside: readonly Aside[],
  ): FoldOfThings<Of> => {
    const byType = new Map<string, readonly [string, Kind]>();
    for (const [name, kind] of Object.entries(kinds as Kinds))
      for (const type of kind.fold.eventTypes ?? []) byType.set(type, [name, kind]);
    return {
      eventTypes: [...byType.keys()],
      nothing: () => Object.fromEntries(Object.keys(kinds).map((name) => [name, {}])) as Things<Of>,
      evolve(things, event) {
        const [name, kind] = byType.get(event.type) ?? [];
        if (name === undefined || kind === undefined) return things;
        const those = things[name] as Record<string, unknown>;
        const id = String(event.data[kind.id] ?? '');
        const after = kind.fold.evolve(those[id] ?? kind.nothing?.(), event);
        if (after !== undefined) those[id] = after;
        return things;
      },
    };
  };
