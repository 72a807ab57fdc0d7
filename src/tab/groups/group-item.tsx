import { Link, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { GroupRow } from '../../http/contract.ts';
import { Later, Warning } from '../shell/icons.ts';
import { hrefOf } from '../shell/route.ts';
import { useTab } from '../shell/tab-context.ts';
import { ToneBadge } from '../shell/tone-badge.tsx';
import { ReminderButton } from './reminder-button.tsx';
import { Requirements } from './requirements.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflowWrap: 'anywhere',
  },
  open: { boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}` },
  top: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  title: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400 },
  subtle: { color: tokens.colorNeutralForeground2 },
  review: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  late: { color: tokens.colorStatusDangerForeground3 },
});

interface Props {
  readonly row: GroupRow;
  readonly isOpen: boolean;
  readonly onReminded: () => void;
}

/** One group of the register, with what is arranged and what is not. */
export function GroupItem({ row, isOpen, onReminded }: Props) {
  const styles = useStyles();
  const { say } = useTab();
  const { review, second, reminder } = row;
  const people = [
    row.medium,
    say(row.isOwn ? 'groups.own' : 'groups.owner', { name: row.owner }),
    second && say('groups.second', { name: second }),
  ];
  return (
    <article className={mergeClasses(styles.root, isOpen && styles.open)} aria-label={row.title}>
      <div className={styles.top}>
        <Link href={hrefOf({ page: 'groups', id: row.id })} className={styles.title} aria-current={isOpen}>
          {row.title}
        </Link>
        <ToneBadge tone={row.tone} text={row.state} />
      </div>
      <Text size={200} className={styles.subtle}>
        {people.filter(Boolean).join(' · ')}
      </Text>
      {review && (
        <span className={mergeClasses(styles.review, review.overdue && styles.late)}>
          {review.overdue ? <Warning /> : <Later />}
          <Text size={200}>{review.text}</Text>
        </span>
      )}
      <Requirements requirements={row.requirements} />
      <ReminderButton id={row.id} onReminded={onReminded} {...(reminder ? { to: reminder.to } : {})} />
    </article>
  );
}
