import { ConventionOpened } from '@ctg/contracts/partners';
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
const scene = new HttpScene(diagnosticsService, {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
});
beforeAll(async () => {
  await scene.start();
  const opened = ConventionOpened({
    title: 'CTG',
    caf: '900059007',
    territory: { name: 'Sud-Avesnois', cogVintage: 2026, communes: ['59249'], epci: [] },
    effectOn: '2026-01-01',
    endsOn: '2030-12-31',
    themes: [],
  });
  await scene.publish({ stream: `partners.convention-${conventionId}`, conventionId }, opened);
});
afterAll(() => scene.close());

namesOnlyRegistered(scene, conventionId, [
  {
    command: listOffer,
    body: { type: 'eaje', name: 'Crèche', commune: '59249', status: 'open' },
    nobody: { manager: nobody, managerSiret: nobodysEstablishment },
  },
]);
