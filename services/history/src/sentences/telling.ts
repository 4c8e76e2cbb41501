import type { Names } from '../names/names.js';

/** Fields of an event's data, whatever the event. */
// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the fields of its own event, whose schema checked them
export type Fields = Readonly<Record<string, any>>;

/** One plain French sentence on an event; `on` is the day it happened, already written in French. */
export type Sentence = (data: Fields, names: Names, on: string) => string;

/** For every service alike: nothing of the convention changed. */
export const changedNothing: Sentence = (_data, _names, on) =>
  `Une demande n’a rien changé, le ${on} : tout était déjà enregistré.`;
