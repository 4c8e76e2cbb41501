import { openApiDocument } from '@ctg/web-service';
import { allServices } from './services.js';

type Node = Readonly<Record<string, unknown>>;

/** Every code that may be sent or answered, and what is said of it: by itself, or by the list or parameter that it stands in. */
function* codesIn(node: unknown, place: string, around = ''): Generator<readonly [string, string, string]> {
  if (typeof node !== 'object' || node === null) return;
  const { enum: codes, description } = node as Node;
  const said = typeof description === 'string' ? `${around} ${description}` : around;
  // One value alone is a yes.
  if (Array.isArray(codes) && codes.length > 1)
    for (const code of codes) if (typeof code === 'string') yield [place, code, said];
  for (const [name, inside] of Object.entries(node)) {
    const isPart = name === 'items' || name === 'schema';
    yield* codesIn(inside, `${place}/${name}`, isPart ? said : '');
  }
}

test('each code of the API is described by its French word', () => {
  const { paths, components } = openApiDocument(allServices) as Node;
  const untold = [...codesIn({ paths, components }, '')]
    .filter(([, code, said]) => !said.includes(`${code} (`))
    .map(([place, code]) => `${place} : ${code}`);
  expect(untold).toEqual([]);
});
