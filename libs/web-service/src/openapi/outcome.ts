const text = { type: 'string' } as const;

/** What a command answers. */
export const outcomeSchema = {
  type: 'object',
  description: 'Ce qui a été enregistré',
  required: ['id', 'stream', 'revision', 'events'],
  properties: {
    id: { ...text, description: 'Ce que la commande a créé, ou ce sur quoi elle a agi' },
    stream: { ...text, description: 'Flux des événements' },
    revision: { type: 'integer', description: 'Révision du flux, pour If-Match' },
    position: { ...text, description: 'Position du dernier événement, pour CTG-After-Position' },
    events: {
      type: 'array',
      description: 'Événements enregistrés ; aucun : tout ce qui a été envoyé l’était déjà (alreadyThere)',
      items: { type: 'object', required: ['id', 'type'], properties: { id: text, type: text } },
    },
    warnings: {
      type: 'array',
      description: 'Ce qui est improbable, enregistré tout de même : à vérifier',
      items: { type: 'object', required: ['code', 'sentence'], properties: { code: text, sentence: text } },
    },
    alreadyThere: {
      const: true,
      description: 'Rien de nouveau : tout ce qui a été envoyé était déjà enregistré, à l’identique',
    },
  },
} as const;

/** What the first command of a convention answers. */
export const outcomeExample = {
  id: '0190f0a0-0000-7000-8000-000000000077',
  stream: 'partners.convention-0190f0a0-0000-7000-8000-000000000077',
  revision: 0,
  position: '1042',
  events: [{ id: '0190f0a0-0000-7000-8000-000000000078', type: 'partners.ConventionOpened' }],
} as const;
