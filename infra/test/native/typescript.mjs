/**
 * Lets Node run the sources as they are: TypeScript by swc, and of the workspace's own packages the sources instead of what was
 * built. Registered by importing it: by the runtime of the tests, and by child processes (`node --import …/typescript.mjs writer.ts`).
 */
import { readFileSync, statSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformSync } from '@swc/core';

if (isMainThread) register(import.meta.url);

const typescript = /\.ts(\?|$)/;
const fresh = /\?fresh=\d+$/;

/**
 * As Node resolves; a relative `./x.js` of a TypeScript source is `./x.ts`, `@ctg/x` is its package's `source`. What is imported by a
 * module that was asked for as fresh is fresh as well, where it is ours.
 */
export async function resolve(specifier, context, next) {
  const { parentURL = '' } = context;
  const [freshly = ''] = fresh.exec(parentURL) ?? [];
  if (specifier.startsWith('.') && typescript.test(parentURL)) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), parentURL);
    if (statSync(source, { throwIfNoEntry: false })?.isFile())
      return { url: source.href + freshly, format: 'module', shortCircuit: true };
  }
  if (!specifier.startsWith('@ctg/')) return next(specifier, context);
  const found = await next(specifier, { ...context, conditions: [...context.conditions, 'source'] });
  return typescript.test(found.url) ? { ...found, url: found.url + freshly } : found;
}

/** As Node loads; TypeScript is compiled on the way, with its source map in it. */
export function load(url, context, next) {
  if (!typescript.test(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  });
  return { format: 'module', source: code, shortCircuit: true };
}
