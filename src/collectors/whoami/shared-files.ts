import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import type { Environment } from './environment.js';
import { parseIni, type Settings } from './ini.js';

export interface SharedFile {
  readonly path: string;
  /** The SDK takes a file that it cannot read for an empty one. */
  readonly state: 'read' | 'missing' | 'unreadable';
}

/** What the shared configuration files hold, put together as the SDK does it. */
export interface SharedFiles {
  readonly config: SharedFile;
  readonly credentials: SharedFile;
  /** By name; where both files have a setting, that of the credentials file counts. */
  readonly profiles: ReadonlyMap<string, Settings>;
  readonly ssoSessions: ReadonlyMap<string, Settings>;
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html */
export async function readSharedFiles(environment: Environment): Promise<SharedFiles> {
  const home = homeOf(environment);
  const pathOf = (variable: string, name: string) => {
    const path = environment[variable] || join(home, '.aws', name);
    return path.startsWith('~/') ? join(home, path.slice(2)) : path;
  };
  const [config, credentials] = await Promise.all([
    readShared(pathOf('AWS_CONFIG_FILE', 'config')),
    readShared(pathOf('AWS_SHARED_CREDENTIALS_FILE', 'credentials')),
  ]);
  return { config: config.file, credentials: credentials.file, ...mergeFiles(config.text, credentials.text) };
}

/** The profiles and SSO sessions of the texts of both files. */
export function mergeFiles(
  config: string,
  credentials: string,
): Pick<SharedFiles, 'profiles' | 'ssoSessions'> {
  const profiles = new Map<string, Settings>();
  const ssoSessions = new Map<string, Settings>();
  const configSections = parseIni(config);
  const unprefixed = configSections.get('default');
  if (unprefixed !== undefined) profiles.set('default', unprefixed);
  for (const [section, settings] of configSections) {
    const [type, ...name] = section.split('.');
    if (type === 'profile' && name.length > 0) profiles.set(name.join('.'), settings);
    if (type === 'sso-session' && name.length > 0) ssoSessions.set(name.join('.'), settings);
  }
  for (const [name, settings] of parseIni(credentials)) {
    profiles.set(name, new Map([...(profiles.get(name) ?? []), ...settings]));
  }
  return { profiles, ssoSessions };
}

async function readShared(path: string): Promise<{ readonly file: SharedFile; readonly text: string }> {
  try {
    return { text: await readFile(path, 'utf8'), file: { path, state: 'read' } };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { text: '', file: { path, state: missing ? 'missing' : 'unreadable' } };
  }
}

function homeOf({ HOME, USERPROFILE, HOMEPATH, HOMEDRIVE = `C:${sep}` }: Environment): string {
  return HOME || USERPROFILE || (HOMEPATH ? `${HOMEDRIVE}${HOMEPATH}` : homedir());
}
