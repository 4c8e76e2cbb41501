import { partnersEvents } from '@ctg/contracts/partners';
import { convention, governance, mandate, noGovernance } from '@ctg/convention';
import { foldKeepsItsVersion, foldsInLinearTime } from '@ctg/decider/testing';
import { body } from './governance/body.js';
import { meeting } from './governance/meeting.js';
import { organisation } from './organisation/organisation.js';
import { scene } from './scene.js';

const eventsOf = (...words: string[]) =>
  partnersEvents.filter(({ type }) => words.some((word) => type.includes(word)));

foldsInLinearTime(mandate, { events: eventsOf('Mandate', 'CooperationOfficer') });
foldsInLinearTime(organisation, { events: eventsOf('Organisation') });

const governing = eventsOf('BodyCreated', 'Meeting', 'DecisionRecorded');
foldsInLinearTime(body, { events: eventsOf('BodyCreated') });
foldsInLinearTime(meeting, { events: eventsOf('Meeting', 'DecisionRecorded') });
foldsInLinearTime(
  { category: 'governance as it is shown', initial: noGovernance(), ...governance },
  { events: governing },
);

// A proposed amendment looks through those before it, who joined by them: 50 at most, where this counts 50,000.
const bounded = new Set(['partners.AmendmentProposed']);
const contractual = new Set(convention.eventTypes);
foldsInLinearTime(convention, {
  begins: [scene.opened, scene.signatory(scene.anor)],
  events: partnersEvents.filter(({ type }) => contractual.has(type) && !bounded.has(type)),
});

foldKeepsItsVersion(convention, {
  version: 2,
  digest: '4af469357ba1b38c1ff04d832710a6ffba7027586b5a699bd5916129eb18e612',
});
