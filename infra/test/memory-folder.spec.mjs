import { memoryFolder } from './memory-folder.mjs';

const plenty = () => 20 * 2 ** 30;
const mounted = (options, kind = 'tmpfs') =>
  `proc /proc proc rw 0 0\n${kind} /dev/shm ${kind} ${options} 0 0\n`;

test('files of a run are in memory where there is plenty of it', () => {
  expect(memoryFolder(mounted('rw,nosuid,nodev'), plenty)).toBe('/dev/shm');
});

test.each([
  ['there is none', 'proc /proc proc rw 0 0\n', plenty],
  ['there is little', mounted('rw'), () => 2 ** 26],
  ['it cannot be written to', mounted('ro,nosuid'), plenty],
  ['it lets no library be loaded', mounted('rw,nosuid,nodev,noexec'), plenty],
  ['it is no memory', mounted('rw', 'ext4'), plenty],
])('... and elsewhere where %s', (_what, mounts, free) => {
  expect(memoryFolder(mounts, free)).toBeUndefined();
});
