/** What a reader is told who comes when the places of their person, their Caf or all are taken. */
export const tooManyReaders = {
  code: 'too-many-readers',
  title: 'Trop de lectures du fil sont en cours.',
} as const;
