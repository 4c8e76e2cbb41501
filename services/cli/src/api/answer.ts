import type { paths } from './paths.js';

/** What a question is answered with. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** One thing of a list. */
export type ItemOf<Path extends keyof paths> =
  Answer<Path> extends { readonly items: readonly (infer Item)[] } ? Item : never;
