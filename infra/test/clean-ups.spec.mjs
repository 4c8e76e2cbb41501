import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chosenSuites } from './find-needs.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a set-up fills and a clean-up uses without asking whether the set-up came so far: « name.close() ». */
function carelessCleanUps(text) {
  const filled = [...text.matchAll(/\blet (\w+)!?: [^=;\n]+;/g)].map(([, name]) => name);
  const bodies = [...text.matchAll(/\bafter(?:All|Each)\(/g)].map(({ index }) => callAt(text, index));
  return bodies.flatMap((body) =>
    filled.filter(
      (name) =>
        new RegExp(`(?<![\\w.])${name}\\.`).test(body) && !new RegExp(`\\(?\\b${name}\\)? =>`).test(body),
    ),
  );
}

/** From a name to the parenthesis that closes its call. */
function callAt(text, from) {
  let depth = 0;
  for (let at = text.indexOf('(', from); at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

test('a clean-up survives a set-up that failed: it asks first, « database?.drop() »', () => {
  const careless = chosenSuites(root, ['\\.ts$']).flatMap((file) =>
    carelessCleanUps(readFileSync(file, 'utf8')).map(
      (name) => `${relative(root, file)}: ${name}.… → ${name}?.…`,
    ),
  );
  expect(careless).toEqual([]);
});

test('a careless one is found, a careful one and a parameter of the same name are not', () => {
  const scene = 'let scene: Scene;\nlet folder = "";\n';
  expect(carelessCleanUps(`${scene}afterAll(async () => { await scene.close(); })`)).toEqual(['scene']);
  expect(carelessCleanUps(`${scene}afterEach(() => scene?.close())`)).toEqual([]);
  expect(carelessCleanUps(`${scene}afterAll(() => all.map((scene) => scene.close()))`)).toEqual([]);
  expect(carelessCleanUps(`${scene}test('x', () => scene.close())`)).toEqual([]);
});
