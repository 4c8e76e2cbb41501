import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stages } from './dockerfile.js';
import { hasProgram, inside, replay } from './replay.js';

let folder = '';
let context = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-replay-'));
  context = join(folder, 'context');
  for (const path of [
    'a.json',
    '.npmrc',
    'libs/x/src/x.ts',
    'libs/x/src/x.spec.ts',
    'libs/x/node_modules/y/i.js',
  ]) {
    mkdirSync(dirname(join(context, path)), { recursive: true });
    writeFileSync(join(context, path), path);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const built = (dockerfile: string) =>
  replay(stages(dockerfile), {
    context,
    dockerignore: '# never\n**/node_modules\n**/*.spec.ts\n.git\n',
    folder: join(folder, 'stages'),
    args: { SERVICE: 'x' },
    say: () => {},
  });

test('stages are built one on the other, with nothing but what was copied', () => {
  const image = built(`FROM node:20 AS base
WORKDIR /app
FROM base AS build
# a comment
COPY a.json .npmrc ./
COPY libs ./libs
RUN cp a.json b.json \\
 && mkdir /built && cp libs/x/src/x.ts "/built/x.js"
FROM base AS service
ARG SERVICE
ENV NODE_ENV=production PORT="4000"
COPY --from=build /built ./
WORKDIR /app/\${SERVICE}
CMD ["node", "../x.js"]`).get('service');
  if (!image) throw new Error('no service');
  expect(image).toMatchObject({ workdir: '/app/x', env: { NODE_ENV: 'production', PORT: '4000' } });
  expect(hasProgram(image)).toBe(true);
  expect(readFileSync(inside(image, '../x.js'), 'utf8')).toBe('libs/x/src/x.ts');
  const at = (path: string) => existsSync(join(folder, 'stages/build/app', path));
  expect(['b.json', '.npmrc', 'libs/x/src/x.ts'].filter((path) => !at(path))).toEqual([]);
  expect(['libs/x/src/x.spec.ts', 'libs/x/node_modules'].filter(at)).toEqual([]);
});

test.each([
  ['RUN echo said && false', /RUN echo said[\s\S]*said\nexit code 1/],
  ['COPY nothing ./', /ENOENT|nothing there/],
  ['COPY libs/x/node_modules ./', /\.dockerignore leaves it out/],
  ['COPY --chown=node a.json ./', /knows no such flag/],
  ['COPY --from=later /app ./', /no stage before it/],
  ['HEALTHCHECK NONE', /knows no HEALTHCHECK/],
])('%s fails with a sentence', (line, said) => {
  expect(() => built(`FROM node:20 AS one\nWORKDIR /app\n${line}`)).toThrow(said);
});
