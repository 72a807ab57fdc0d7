import { Avatar, Card, CardHeader, makeStyles, Text, Title2, tokens } from '@fluentui/react-components';
import type { Role } from '../../http/contract.ts';
import { LookSwitches } from '../shell/look-switches.tsx';
import type { Say } from '../texts.ts';
import type { Host } from './host.ts';
import type { Looks } from './looks.ts';

const useStyles = makeStyles({
  root: {
    maxWidth: '48rem',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
  },
  people: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(15rem, 1fr))',
    gap: tokens.spacingHorizontalM,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
});

interface Props {
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: Role }[];
  readonly onPick: (id: string) => void;
  readonly looks: Looks;
  readonly host: Host;
  readonly say: Say;
}

/** Where there is no sign-in: the people of the demo, to be one of. */
export function PersonPicker({ people, onPick, looks, host, say }: Props) {
  const styles = useStyles();
  return (
    <main className={styles.root}>
      {host.kind === 'browser' && <LookSwitches looks={looks} say={say} />}
      <Title2 as="h1">{say('person.title')}</Title2>
      <Text>{say('person.why')}</Text>
      <ul className={styles.people}>
        {people.map(({ id, name, role }) => (
          <li key={id}>
            <Card onClick={() => onPick(id)} role="button" tabIndex={0}>
              <CardHeader
                image={<Avatar name={name} color="colorful" aria-hidden />}
                header={<Text weight="semibold">{name}</Text>}
                description={<Text size={200}>{say(`role.${role}`)}</Text>}
              />
            </Card>
          </li>
        ))}
      </ul>
    </main>
  );
}
