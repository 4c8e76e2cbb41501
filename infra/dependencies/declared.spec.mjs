import { undeclared } from './declared.mjs';

const workspace = new Set(['@ctg/a', '@ctg/b', '@ctg/c', '@ctg/d']);
const manifest = {
  name: '@ctg/a',
  dependencies: { '@ctg/b': '*' },
  devDependencies: { '@ctg/c': '*' },
  nx: { implicitDependencies: ['@ctg/d'] },
};

describe('what a package imports of the workspace stands in its package.json', () => {
  it.each([
    ['a dependency', 'src/x.ts', "import { x } from '@ctg/b/postgres';", 0],
    ['itself', 'src/x.ts', "import { x } from '@ctg/a';", 0],
    ["somebody else's package", 'src/x.ts', "import { x } from '@nestjs/common';", 0],
    ['one that only tests name, in a helper of tests', 'src/x-testing.ts', "import { x } from '@ctg/c';", 0],
    ['one that is built before', 'src/x-testing.ts', "import { x } from '@ctg/d';", 0],
    ['one that is built before, elsewhere', 'src/x.ts', "import { x } from '@ctg/d';", 1],
    ['one that only tests name, elsewhere', 'src/x.ts', "import { x } from '@ctg/c';", 1],
    ['types alone, over lines', 'src/x.ts', "export type {\n  X,\n} from '@ctg/c/x';", 1],
    ['late', 'src/x.ts', "const x = await import('@ctg/c');", 1],
  ])('%s', (_, path, text, findings) => {
    expect(undeclared(manifest, workspace, [[path, text]])).toHaveLength(findings);
  });
});
