import type { EventStore } from '@ctg/event-store';
import {
  type FeedStatus,
  type GroupOrder,
  openOrders,
  ordersOf,
  type PlaceOrder,
  placeBack,
  StoreWitness,
} from '@ctg/feed';
import type { RunningProjections } from '@ctg/read-model';
import type { DataSource } from 'typeorm';

/** What a group is of: a table that is folded, what acts upon events, or the relay to the topics. */
type GroupKind = 'table' | 'reaction' | 'relay';

/** A consumer group of a service, as this process sees it. */
export interface KnownGroup extends FeedStatus {
  readonly kind: GroupKind;
}

/** What the groups of a service are known by. */
export interface GroupSources {
  readonly dataSource: DataSource;
  readonly store: EventStore;
  readonly projections: Pick<RunningProjections, 'statuses' | 'rebuilding'>;
  readonly reactions: () => readonly FeedStatus[];
  readonly relay: () => readonly FeedStatus[];
}

/** The consumer groups of a service, for those who run it. */
export class ConsumerGroups {
  readonly #witness: StoreWitness;

  constructor(private readonly sources: GroupSources) {
    this.#witness = new StoreWitness(sources.store);
  }

  /** By their names. */
  all(): readonly KnownGroup[] {
    const { projections, reactions, relay } = this.sources;
    const withTrouble = (one: FeedStatus): FeedStatus => {
      const trouble = one.trouble ?? projections.rebuilding.troubleOf(one.group);
      return trouble === undefined ? one : { ...one, trouble };
    };
    const of = (kind: GroupKind, statuses: readonly FeedStatus[]) =>
      statuses.map((one) => ({ ...one, kind }));
    return [
      ...of('table', projections.statuses().map(withTrouble)),
      ...of('reaction', reactions()),
      ...of('relay', relay()),
    ].sort((one, other) => (one.group < other.group ? -1 : 1));
  }

  find(name: string): KnownGroup | undefined {
    return this.all().find(({ group }) => group === name);
  }

  /** The position of the last event. */
  head(): Promise<bigint> {
    return this.#witness.head();
  }

  /** The groups whose tables are being built anew. */
  async rebuilding(): Promise<ReadonlySet<string>> {
    const open = await openOrders(this.sources.dataSource.manager);
    return new Set(open.filter(({ action }) => action === 'rebuild').map(({ group }) => group));
  }

  /** What operators had done to a group, the newest first. */
  ordersOf(group: string, limit: number): Promise<readonly GroupOrder[]> {
    return ordersOf(this.sources.dataSource.manager, group, limit);
  }

  /** False: it is no table's. @throws NotBuiltAnew */
  async rebuild(group: string, asked: Pick<GroupOrder, 'reason' | 'by'>): Promise<boolean> {
    const { rebuilding } = this.sources.projections;
    const open = rebuilding.tableOf(group);
    if (open) await rebuilding.order(open, asked);
    return open !== undefined;
  }

  /** Answers where it stood. @throws PlacedAhead */
  place(order: PlaceOrder): Promise<bigint> {
    return placeBack(this.sources.dataSource, this.#witness, order);
  }
}
