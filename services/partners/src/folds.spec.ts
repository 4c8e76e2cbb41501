import { partnersEvents } from '@ctg/contracts/partners';
import { foldsInLinearTime } from '@ctg/decider/testing';
import { convention } from './convention/convention-decider.js';
import { body } from './governance/body.js';
import { governance, noGovernance } from './governance/governance.js';
import { meeting } from './governance/meeting.js';
import { mandate } from './mandate/mandate.js';
import { organisation } from './organisation/organisation.js';
import { scene } from './scene.js';

const eventsOf = (...words: string[]) =>
  partnersEvents.filter(({ type }) => words.some((word) => type.includes(word)));

foldsInLinearTime(mandate, { events: eventsOf('Mandate', 'CooperationOfficer') });
foldsInLinearTime(organisation, { events: eventsOf('Organisation') });

const governing = eventsOf('BodyCreated', 'MeetingHeld', 'DecisionRecorded');
foldsInLinearTime(body, { events: eventsOf('BodyCreated') });
foldsInLinearTime(meeting, { events: eventsOf('MeetingHeld', 'DecisionRecorded') });
foldsInLinearTime(
  { category: 'governance as it is shown', initial: noGovernance(), ...governance },
  { events: governing },
);

// An amendment in effect copies the perimeter, which is one of real communes; everything else is counted.
const bounded = new Set(['partners.AmendmentTookEffect']);
const contractual = new Set(convention.eventTypes);
foldsInLinearTime(convention, {
  begins: [scene.opened, scene.signatory(scene.anor)],
  events: partnersEvents.filter(({ type }) => contractual.has(type) && !bounded.has(type)),
});
