/** A page as every list answers it. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

/** Every thing of a list, asked page after page. */
export async function* everyPage<Item>(
  ask: (from: { readonly cursor?: string }) => Promise<{ readonly data?: Page<Item> }>,
): AsyncGenerator<Item> {
  for (let from = {}; ; ) {
    const { items, nextCursor: cursor } = answered(await ask(from));
    yield* items;
    if (cursor === undefined) return;
    from = { cursor };
  }
}

/** The whole of a list. */
export async function allOf<Item>(pages: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const one of pages) items.push(one);
  return items;
}

/** What was answered: a refusal has been thrown already. */
export function answered<Data>({ data }: { readonly data?: Data }): Data {
  if (data === undefined) throw new Error('The server answered nothing.');
  return data;
}
