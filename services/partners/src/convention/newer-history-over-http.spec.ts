import type { NewEvent } from '@ctg/contracts';
import { ThemeAdded } from '@ctg/contracts/partners';
import { HttpScene, sceneId } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';
import { scene as facts } from '../scene.js';

/** A newer version of the service wrote, and was rolled back: this one reads on, and decides nothing on half a history. */
const scene = new HttpScene(partnersService);
beforeAll(() => scene.start());
afterAll(() => scene.close());

test.each<[string, number, NewEvent, RegExp]>([
  [
    'a type that this version does not know',
    1,
    { type: 'partners.ConventionPutToSleep', schemaVersion: 1, data: {} },
    /partners\.ConventionPutToSleep/,
  ],
  [
    'a newer version of a known type',
    2,
    { ...ThemeAdded({ theme: { code: 'x', label: 'X' } }), schemaVersion: 99 },
    /newer than the version/,
  ],
])(
  'a convention with %s: its commands answer 409 with the sentence, another one’s go on',
  async (_, n, newer, found) => {
    const [conventionId, other] = [sceneId(n), sceneId(n + 10)];
    const of = (id: string) => ({ stream: 'partners.convention', conventionId: id });
    await scene.publish(of(other), facts.opened);
    await scene.publish(of(conventionId), facts.opened, newer);
    const theme = { code: 'logement', label: 'Logement', addedOn: '2025-02-03' };
    const refused = await scene.post(`/conventions/${conventionId}/themes`, theme, 'adviser');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      type: '/problems/newer-history',
      title: 'L’histoire de cet objet contient ce que cette version du service ne sait pas lire.',
      found: expect.stringMatching(found),
      advice: 'Rien n’est perdu : mettez le service à jour, puis recommencez.',
    });
    expect((await scene.post(`/conventions/${other}/themes`, theme, 'adviser')).status).toBe(200);
  },
);
