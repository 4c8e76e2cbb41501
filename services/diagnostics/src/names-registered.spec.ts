import { conventionOpened } from '@ctg/contracts/testing';
import {
  HttpScene,
  namesOnlyRegistered,
  nobody,
  nobodysEstablishment,
  sceneId,
} from '@ctg/web-service/testing';
import { diagnosticsService } from './index.js';
import { listOffer } from './offer/offer.js';

const conventionId = sceneId(1);
const scene = new HttpScene(diagnosticsService);
beforeAll(async () => {
  await scene.start();
  await scene.publish({ stream: 'partners.convention', conventionId }, conventionOpened());
});
afterAll(() => scene.close());

namesOnlyRegistered(scene, conventionId, [
  {
    command: listOffer,
    body: { type: 'eaje', name: 'Crèche', commune: '59249', status: 'open' },
    nobody: { manager: nobody, managerSiret: nobodysEstablishment },
  },
]);
