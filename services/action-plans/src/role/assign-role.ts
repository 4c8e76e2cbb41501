import { day, frenchDay } from '@ctg/calendar';
import { actionRole, RoleAssigned, RoleEnded } from '@ctg/contracts/action-plans';
import { type Action, action } from '@ctg/convention/plan';
import { assertRoom, countsFrom, defineCommand, invalid, type LookUpInput, refused } from '@ctg/decider';
import { organisationId, personId, uuid } from '@ctg/identifiers';
import { assertRegistered } from '@ctg/web-service';
import { z } from 'zod';
import { actionRoute, actionStream, mostOf, proposed } from '../action/action.js';
import { assertOperation } from '../operation/add-operation.js';
import { preparers } from '../rights.js';

const who = {
  role: actionRole,
  organisation: organisationId.describe('Organisation (SIREN, ou RNA)'),
  operationId: uuid.optional().describe('Opération, quand le rôle ne concerne qu’elle'),
};
const subject = personId
  .optional()
  .describe('Identifiant opaque de la personne qui tient le rôle (jamais un nom)');

type Who = {
  readonly role: string;
  readonly organisation: string;
  readonly operationId?: string | undefined;
};

const heldBy = ({ roles }: Action, { role, organisation, operationId }: Who) =>
  roles.find(
    (held) =>
      held.endedOn === undefined &&
      held.role === role &&
      held.organisation === organisation &&
      held.operationId === operationId,
  );

export const assignRole = defineCommand({
  name: 'action-plans.assign-role',
  title: 'Confier un rôle dans une action',
  description:
    'Pilote, copilote, partenaire ou financeur, de toute l’action ou d’une opération. Plusieurs organisations peuvent tenir le même rôle.',
  roles: preparers,
  route: actionRoute('/roles'),
  stream: actionStream,
  body: z.strictObject({
    ...who,
    subject,
    from: day.optional().describe('Depuis le ; par défaut aujourd’hui'),
  }),
  decider: action,
  waitsFor: [],
  lookUp: <Body extends Who>(input: LookUpInput<Body>) => assertRegistered(input, [input.body.organisation]),
  decide({ body, params, today }, state) {
    const current = proposed(state, params);
    assertOperation(current, body.operationId);
    if (heldBy(current, body)) {
      throw refused({
        code: 'role-already-held',
        title: 'Cette organisation tient déjà ce rôle.',
        found: `${body.organisation}, ${body.role}`,
      });
    }
    assertRoom(current.roles.length, mostOf.roles, 'de rôles dans cette fiche');
    const from = body.from ?? today;
    return [RoleAssigned({ actionId: current.actionId, ...body, from }, countsFrom(from, today))];
  },
});

export const endRole = defineCommand({
  name: 'action-plans.end-role',
  title: 'Mettre fin à un rôle, ou le passer',
  description:
    'Avec successor, le rôle passe à une autre organisation le même jour ; le passage reste dans l’histoire.',
  roles: preparers,
  route: actionRoute('/ended-roles'),
  stream: actionStream,
  body: z.strictObject({
    ...who,
    endedOn: day.optional().describe('Dernier jour ; par défaut aujourd’hui'),
    successor: organisationId.optional().describe('Organisation qui prend le relais'),
    successorSubject: subject,
  }),
  decider: action,
  waitsFor: [],
  lookUp: <Body extends { readonly successor?: string | undefined }>(input: LookUpInput<Body>) =>
    assertRegistered(input, [input.body.successor]),
  decide({ body: { successorSubject, ...body }, params, today }, state) {
    const current = proposed(state, params);
    const held = heldBy(current, body);
    if (!held) {
      throw refused({
        code: 'role-not-held',
        title: 'Cette organisation ne tient pas ce rôle.',
        found: `${body.organisation}, ${body.role}`,
      });
    }
    const endedOn = body.endedOn ?? today;
    if (endedOn < held.from) {
      throw invalid({
        code: 'end-before-start',
        title: 'Le rôle ne peut pas finir avant d’avoir commencé.',
        expected: `à partir du ${frenchDay(held.from)}`,
        found: frenchDay(endedOn),
      });
    }
    const { actionId } = current;
    const days = countsFrom(endedOn, today);
    const { successor, ...role } = body;
    const ended = RoleEnded({ actionId, ...body, endedOn }, days);
    if (successor === undefined || heldBy(current, { ...role, organisation: successor })) return [ended];
    assertRoom(current.roles.length, mostOf.roles, 'de rôles dans cette fiche');
    const next = {
      actionId,
      role: role.role,
      organisation: successor,
      from: endedOn,
      ...(role.operationId === undefined ? {} : { operationId: role.operationId }),
      ...(successorSubject === undefined ? {} : { subject: successorSubject }),
    };
    return [ended, RoleAssigned(next, days)];
  },
});
