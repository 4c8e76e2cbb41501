import { OrganisationRegistered } from '@ctg/contracts/partners';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { FeatureModule } from '../module/feature-module.js';

/** That a Caf has registered an organisation, learned from partners. */
@Entity({ name: 'known_organisation' })
class KnownOrganisation {
  /** `<cafId>_<organisation>` */
  @PrimaryColumn('text')
  key!: string;

  @Column('text', { name: 'caf_id' })
  cafId!: string;

  @Column('text')
  organisation!: string;
}

/** Makes the table; stands in the migrations of every service whose commands name organisations. */
export class CreateKnownOrganisation1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE known_organisation (key text PRIMARY KEY, caf_id text NOT NULL, organisation text NOT NULL)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_organisation');
  }
}

const knownOrganisations: Projection<KnownOrganisation> = {
  name: 'known-organisations',
  entity: KnownOrganisation,
  key: 'key',
  source: 'feed',
  eventTypes: [OrganisationRegistered.type],
  keys: (event) => [`${event.cafId}_${event.data.organisation}`],
  apply: (_row, event, key) => ({ key, cafId: event.cafId, organisation: String(event.data.organisation) }),
};

/** Organisations, as partners tells of them: for services whose commands name some. */
@FeatureModule({ projections: [knownOrganisations], entities: [KnownOrganisation] })
export class KnownOrganisationsModule {}
