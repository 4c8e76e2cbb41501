import { carelessCleanUps } from './clean-ups.mjs';

test('a careless one is found, a careful one and a parameter of the same name are not', () => {
  const scene = 'let scene: Scene;\nlet folder = "";\n';
  expect(carelessCleanUps(`${scene}afterAll(async () => { await scene.close(); })`)).toEqual(['scene']);
  expect(carelessCleanUps(`${scene}afterEach(() => scene?.close())`)).toEqual([]);
  expect(carelessCleanUps(`${scene}afterAll(() => all.map((scene) => scene.close()))`)).toEqual([]);
  expect(carelessCleanUps(`${scene}test('x', () => scene.close())`)).toEqual([]);
});
