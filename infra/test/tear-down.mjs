import { rmSync } from 'node:fs';

export default async function tearDown() {
  const { postgres, folder } = globalThis.__CTG_TEST_POSTGRES__ ?? {};
  await postgres?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}
