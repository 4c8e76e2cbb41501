import { partnersEvents } from '@ctg/contracts/partners';
import { foldsInLinearTime } from '@ctg/decider/testing';
import { mandate } from './mandate/mandate.js';
import { organisation } from './organisation/organisation.js';

const eventsOf = (...words: string[]) =>
  partnersEvents.filter(({ type }) => words.some((word) => type.includes(word)));

foldsInLinearTime(mandate, { events: eventsOf('Mandate', 'CooperationOfficer') });
foldsInLinearTime(organisation, { events: eventsOf('Organisation') });
