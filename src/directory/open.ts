import { ClientSecretCredential } from '@azure/identity';
import type { Directory } from '../routing/directory.ts';
import type { Person } from '../routing/person.ts';
import { createFileDirectory, listPeople, readDirectoryFile } from './file.ts';
import { createGraphDirectory } from './graph.ts';
import type { Refused } from './graph-calls.ts';
import { createGraphClient, type GraphRequest } from './graph-client.ts';

/** The app registration that asks Microsoft Graph; its tenant is the one that it asks about. */
export interface GraphSettings {
  readonly tenant: string;
  readonly client: string;
  readonly secret: string;
}

export interface OpenSettings {
  /** Path of the directory file; absent: there is none. */
  readonly file: string | undefined;
  readonly graph: GraphRequest | undefined;
  readonly tenant: string;
  readonly policies: { has(id: string): boolean };
  readonly now: () => Date;
  /** Logs a call that Graph refused: a permission is missing. */
  readonly refused: Refused;
}

/** A directory that can also tell who can be played where nobody signs in. */
export interface OpenedDirectory extends Directory {
  /** Everybody in the directory file, by name; nobody else. */
  listPeople(): readonly Person[];
}

export function createGraphRequest({ tenant, client, secret }: GraphSettings): GraphRequest {
  return createGraphClient({ credential: new ClientSecretCredential(tenant, client, secret) });
}

/**
 * Opens the directory: the file alone, or the file and Microsoft Graph for what it does not say.
 * @throws {Fault} `directory-invalid`
 */
export function openDirectory(settings: OpenSettings): OpenedDirectory {
  const { file, graph, tenant, policies, now, refused } = settings;
  const content = readDirectoryFile(file, policies);
  const directory = graph
    ? createGraphDirectory({ content, tenant, request: graph, now, refused })
    : createFileDirectory(content, now);
  return { ...directory, listPeople: () => listPeople(content) };
}
