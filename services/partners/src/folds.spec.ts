import { AmendmentProposed, partnersEvents } from '@ctg/contracts/partners';
import { convention, governance, mandate, noGovernance } from '@ctg/convention';
import { everyDeciderIsFolded, foldKeepsItsVersion, foldsInLinearTime } from '@ctg/decider/testing';
import { body } from './governance/body.js';
import { meeting } from './governance/meeting.js';
import { partnersService } from './index.js';
import { organisation } from './organisation/organisation.js';
import { scene } from './scene.js';

const eventsOf = (...words: string[]) =>
  partnersEvents.filter(({ type }) => words.some((word) => type.includes(word)));

const contractual = new Set(convention.eventTypes);

everyDeciderIsFolded(
  [
    foldsInLinearTime(mandate, { events: eventsOf('Mandate', 'CooperationOfficer') }),
    foldsInLinearTime(organisation, { events: eventsOf('Organisation') }),
    foldsInLinearTime(body, { events: eventsOf('BodyCreated') }),
    foldsInLinearTime(meeting, { events: eventsOf('Meeting', 'DecisionRecorded') }),
    foldsInLinearTime(convention, {
      begins: [scene.opened, scene.signatory(scene.anor)],
      events: partnersEvents.filter(({ type }) => contractual.has(type) && type !== AmendmentProposed.type),
      // A proposed amendment looks through those before it, who joined by them: 50 at most, where this counts 50,000.
      bounded: [AmendmentProposed],
    }),
  ],
  partnersService.commands,
);
foldsInLinearTime(
  { category: 'governance as it is shown', initial: noGovernance(), ...governance },
  { events: eventsOf('BodyCreated', 'Meeting', 'DecisionRecorded') },
);

foldKeepsItsVersion(convention, {
  version: 2,
  digest: '4af469357ba1b38c1ff04d832710a6ffba7027586b5a699bd5916129eb18e612',
});
