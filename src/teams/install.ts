import { z } from 'zod';
import type { PersonRef } from '../routing/person.ts';

/**
 * A call of Microsoft Graph with the app's own token; the path begins behind `/v1.0`, or with `/beta/`. `once`: it must
 * not be made again when nobody knows whether it was carried out. An answer of any status is given, a fault of the
 * network thrown.
 */
export type CallGraph = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
  tries?: 'once',
) => Promise<{ readonly status: number; readonly body: unknown }>;

export type Installation =
  /** Without a conversation where Graph did not tell which chat it is. */
  | { readonly kind: 'installed'; readonly conversation: string | undefined }
  /** Not permitted, or not possible for this person. */
  | { readonly kind: 'refused' }
  /** Graph is too busy or broken; it may work later. */
  | { readonly kind: 'failed' };

/** Installs the app for somebody who does not have it. */
export type Installer = (person: PersonRef) => Promise<Installation>;

export interface InstallerSettings {
  readonly call: CallGraph;
  /** The id of the app in the catalogue of the organisation; another one than that in the manifest. */
  readonly app: string;
}

/** Where the app of the catalogue is, as Graph wants to be told which one to install. */
export const toCatalogueApp = (app: string) => ({
  'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${encodeURIComponent(app)}`,
});

const installations = z.looseObject({ value: z.array(z.looseObject({ id: z.string() })) });
const chat = z.looseObject({ id: z.string().min(1) });

/**
 * Makes the installer (Teams documentation, "Proactively install your bot for users using Microsoft Graph"). It needs the
 * application permission `TeamsAppInstallation.ReadWriteSelfForUser.All`, and the app in the catalogue.
 */
export function createInstaller({ call, app }: InstallerSettings): Installer {
  return async (person) => {
    const installed = `/users/${encodeURIComponent(person.id)}/teamwork/installedApps`;
    const { status } = await call('POST', installed, toCatalogueApp(app));
    if (status === 429 || status >= 500) return { kind: 'failed' };
    // 409: the person has it already
    if (status >= 300 && status !== 409) return { kind: 'refused' };
    return { kind: 'installed', conversation: await findChat(installed) };
  };

  async function findChat(installed: string): Promise<string | undefined> {
    const filter = encodeURIComponent(`teamsApp/id eq '${app}'`);
    const listed = await call('GET', `${installed}?$expand=teamsApp&$filter=${filter}`);
    const id = installations.safeParse(listed.body).data?.value[0]?.id;
    if (id === undefined) return undefined;
    const found = await call('GET', `${installed}/${encodeURIComponent(id)}/chat`);
    return chat.safeParse(found.body).data?.id;
  }
}
