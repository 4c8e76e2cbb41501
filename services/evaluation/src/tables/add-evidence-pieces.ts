import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row for each piece of evidence, read in the order of its lists: of one convention under a protocol, and of all of them side by side. */
export class AddEvidencePieces1765400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence_piece (key text PRIMARY KEY, convention_id text COLLATE "C" NOT NULL,
        protocol_id text NOT NULL, caf_id text NOT NULL, kind text COLLATE "C" NOT NULL, at text COLLATE "C" NOT NULL,
        piece_id text COLLATE "C" NOT NULL, document jsonb NOT NULL);
      CREATE INDEX evidence_piece_in_order ON evidence_piece (convention_id, protocol_id, kind, at, piece_id);
      CREATE INDEX evidence_piece_by_protocol ON evidence_piece (protocol_id, kind, at, convention_id, piece_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evidence_piece');
  }
}
