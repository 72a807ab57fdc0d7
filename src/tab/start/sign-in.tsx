import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Me, Session } from '../../http/contract.ts';
import { type Client, createClient, type Prove } from '../api/client.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { ConfigurePage } from '../configure/configure-page.tsx';
import { Frame } from '../shell/frame.tsx';
import type { Say } from '../texts.ts';
import type { Host } from './host.ts';
import type { Looks } from './looks.ts';
import { recall, remember } from './memory.ts';
import { Opening } from './opening.tsx';
import { OutsideTeams } from './outside-teams.tsx';
import { PersonPicker } from './person-picker.tsx';
import { Trouble } from './trouble.tsx';

interface Props {
  readonly host: Host;
  readonly say: Say;
  readonly looks: Looks;
}

/** Asks the server how to sign in, and does it. */
export function SignIn({ host, say, looks }: Props) {
  const client = useClient(looks, say);
  const session = useLoaded(useCallback(() => client.get<Session>('/session'), [client]));
  const [person, setPerson] = useState(() => recall(PERSON));
  const change = useCallback((id?: string) => {
    remember(PERSON, id);
    setPerson(id);
  }, []);

  const { data, failure } = session;
  useEffect(() => {
    if (failure) host.failed(failure.message);
  }, [failure, host]);
  if (failure && !data) return <Trouble say={say} failure={failure} onRetry={session.reload} />;
  if (!data) return <Opening say={say} />;
  if (data.mode === 'teams') {
    if (host.kind === 'browser') return <OutsideTeams say={say} />;
    return <AsThemselves host={host} say={say} looks={looks} />;
  }
  const somebody = data.people.find(({ id }) => id === person);
  if (!somebody)
    return <PersonPicker people={data.people} onPick={change} looks={looks} host={host} say={say} />;
  return <AsPerson key={somebody.id} id={somebody.id} onLeave={() => change()} {...{ host, say, looks }} />;
}

/** Where it is kept whom one is, in demo mode. */
const PERSON = 'magdat.person';

/** Through Teams: a token for each request. */
function AsThemselves(props: Props) {
  const { host } = props;
  const prove = useCallback(async () => `Bearer ${await host.getToken()}`, [host]);
  return <SignedIn {...props} prove={prove} />;
}

/** Without sign-in: as somebody of the demo. */
function AsPerson(props: Props & { readonly id: string; readonly onLeave: () => void }) {
  const { id } = props;
  const prove = useCallback(async () => `Demo ${id}`, [id]);
  return <SignedIn {...props} prove={prove} />;
}

function SignedIn(props: Props & { readonly prove: Prove; readonly onLeave?: () => void }) {
  const { host, say, looks, prove, onLeave } = props;
  const client = useClient(looks, say, prove);
  const me = useLoaded(useCallback(() => client.get<Me>('/me'), [client]));
  const { data, failure } = me;
  useEffect(() => {
    if (data) host.ready();
    else if (failure) host.failed(failure.message);
  }, [data, failure, host]);
  if (failure && !data) {
    return <Trouble say={say} failure={failure} onRetry={me.reload} {...(onLeave ? { onLeave } : {})} />;
  }
  if (!data) return <Opening say={say} />;
  const leave = onLeave ? { onLeave } : {};
  if (new URLSearchParams(location.search).get('page') === 'configure') {
    return <ConfigurePage host={host} say={say} />;
  }
  return <Frame {...{ host, say, looks, client, me: data }} {...leave} />;
}

function useClient(looks: Looks, say: Say, prove?: Prove): Client {
  const { language } = looks;
  return useMemo(
    () =>
      createClient({
        language,
        unreachable: say('trouble.unreachable'),
        signInFailed: say('trouble.sign-in'),
        ...(prove ? { prove } : {}),
      }),
    [language, say, prove],
  );
}
