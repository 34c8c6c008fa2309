import type * as FileSystem from 'node:fs/promises';
import { rename, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readSnapshot, writeSnapshot } from '../../src/snapshot/index.js';
import { completeSnapshot, snapshotWith } from './example-snapshot.js';
import { filesBelow, inTemporaryFolder } from './temporary-folder.js';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FileSystem>();
  return { ...real, rename: vi.fn(real.rename), writeFile: vi.fn(real.writeFile) };
});

const real = await vi.importActual<typeof FileSystem>('node:fs/promises');

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}, write '/somewhere'`), { code });
}

describe('a disk that fails', () => {
  it('leaves the old snapshot when it is full', async () => {
    await inTemporaryFolder(async (folder) => {
      const directory = path.join(folder, 'snapshot');
      await writeSnapshot(completeSnapshot, directory);
      const before = filesBelow(folder);
      vi.mocked(writeFile).mockRejectedValueOnce(systemError('ENOSPC', 'no space left on device'));
      await expect(writeSnapshot(snapshotWith({}), directory)).rejects.toMatchObject({
        message: `The snapshot ${directory} cannot be written: ENOSPC: no space left on device.`,
        hint: 'Check that the folder above it can be written to and that the disk has room.',
      });
      expect(filesBelow(folder)).toEqual(before);
      expect(readdirSync(folder)).toEqual(['snapshot']);
    });
  });

  it('puts the old snapshot back when the new one cannot take its place', async () => {
    await inTemporaryFolder(async (folder) => {
      const directory = path.join(folder, 'snapshot');
      await writeSnapshot(completeSnapshot, directory);
      vi.mocked(rename)
        .mockImplementationOnce(real.rename)
        .mockRejectedValueOnce(systemError('EIO', 'i/o error'));
      await expect(writeSnapshot(snapshotWith({}), directory)).rejects.toThrow('EIO: i/o error');
      expect((await readSnapshot(directory)).snapshot).toEqual(completeSnapshot);
      expect(readdirSync(folder)).toEqual(['snapshot']);
    });
  });

  it('says that a mounted volume cannot be replaced', async () => {
    await inTemporaryFolder(async (folder) => {
      vi.mocked(rename).mockRejectedValueOnce(systemError('EBUSY', 'resource busy or locked'));
      await expect(writeSnapshot(completeSnapshot, folder)).rejects.toMatchObject({
        hint: 'A mounted volume cannot be replaced: name a folder inside it.',
      });
    });
  });
});
