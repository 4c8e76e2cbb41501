/**
 * What a machine may lack: a real Apache Kafka (Java, Maven, its files), a browser of the Chromium family, a clock that a test may
 * set (faketime), a disk that a test may fill (a small one is mounted).
 */
export const needs = ['kafka', 'browser', 'faketime', 'smallDisk'] as const;
export type Need = (typeof needs)[number];

/** What `CI=true` requires. The others depend on what its machines let a test do, and are required by name. */
const ofContinuousIntegration: ReadonlySet<Need> = new Set(['kafka', 'browser']);

/** Why something cannot be had here, and what to do about it; two halves of one French sentence. */
export interface Lack {
  readonly why: string;
  readonly remedy: string;
}

/** What was found out before the suites: an entry for each need that a suite of this run has. */
export type WhatWasFound = Readonly<Partial<Record<Need, Lack | 'present'>>>;

/**
 * True where a lack is a failure: the needs that REQUIRE names (`REQUIRE=kafka,browser`), or those of CI with `CI=true`.
 * An empty REQUIRE requires nothing.
 * @throws Error REQUIRE names something that is no need
 */
export function isRequired(need: Need, environment: NodeJS.ProcessEnv = process.env): boolean {
  const { REQUIRE } = environment;
  if (REQUIRE === undefined) return environment.CI === 'true' && ofContinuousIntegration.has(need);
  const named = REQUIRE.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = named.filter((name) => !(needs as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new Error(`REQUIRE : attendu ${needs.join(', ')} ; trouvé « ${unknown.join(', ')} ».`);
  return named.includes(need);
}
