import { blocksOfSpan } from '@ctg/calendar';
import type { Period } from '@ctg/convention';
import type { Lines } from '@ctg/read-model';
import { Entity, PrimaryColumn } from 'typeorm';

/** The row of a convention, in what its lines are made of. */
interface Lined {
  readonly conventionId: string;
  readonly cafId: string;
  readonly titleFolded: string;
  readonly communes: readonly string[];
  readonly periods: readonly Pick<Period, 'since' | 'until'>[];
}

/** A commune that a convention ever had. */
@Entity({ name: 'convention_commune' })
export class ConventionCommune {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @PrimaryColumn('text', { name: 'caf_id' })
  cafId!: string;
  @PrimaryColumn('text')
  commune!: string;
}

export const communeLines: Lines<Lined> = {
  entity: ConventionCommune,
  of: ({ conventionId, cafId, communes }) => communes.map((commune) => ({ conventionId, cafId, commune })),
};

/** A status that a convention has on the days from `since` to `until`, in one of the blocks of that span. */
@Entity({ name: 'convention_status' })
export class ConventionStatusLine {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @PrimaryColumn('text', { name: 'caf_id' })
  cafId!: string;
  @PrimaryColumn('text')
  block!: string;
  @PrimaryColumn('text')
  since!: string;
  /** The last day. */
  @PrimaryColumn('text')
  until!: string;
  /** By which those of one day are ordered. */
  @PrimaryColumn('text', { name: 'title_folded' })
  titleFolded!: string;
}

/** After every day. */
const forEver = '9999-12-31';

export const statusLines: Lines<Lined> = {
  entity: ConventionStatusLine,
  of({ conventionId, cafId, titleFolded, periods }) {
    // The periods of one status follow one another: the last one says until when it lasts.
    const spans = new Map(periods.map(({ since, until }) => [since, until]));
    return [...spans].flatMap(([since, until]) =>
      blocksOfSpan(since, until).map((block) => ({
        conventionId,
        cafId,
        block,
        since,
        until: until ?? forEver,
        titleFolded,
      })),
    );
  },
};
