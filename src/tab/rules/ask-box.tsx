import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { CardPanel } from '../card/card-panel.tsx';
import { useCard } from '../card/use-card.ts';
import { Dismiss, Send } from '../shell/icons.ts';
import { useTab } from '../shell/tab-context.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'end' },
  field: { flex: '1 1 12rem', minWidth: 0 },
});

/** Longer is no question; the server refuses it. In characters. */
const LONGEST = 1000;

/** Asks a question, and shows what the bot would answer. */
export function AskBox() {
  const styles = useStyles();
  const { say } = useTab();
  const [question, setQuestion] = useState('');
  const state = useCard({ opening: undefined });
  const text = question.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text !== '') state.ask(text);
  };
  const hasAnswer = state.card !== undefined || state.note !== undefined;
  return (
    <section className={styles.root} aria-label={say('ask.title')}>
      <form className={styles.row} onSubmit={submit}>
        <Field label={say('ask.title')} className={styles.field}>
          <Input
            value={question}
            maxLength={LONGEST}
            placeholder={say('ask.example')}
            onChange={(_, { value }) => setQuestion(value)}
          />
        </Field>
        <Button
          type="submit"
          appearance="primary"
          icon={<Send />}
          disabledFocusable={text === '' || state.isBusy}
        >
          {say('ask.send')}
        </Button>
        {hasAnswer && (
          <Button appearance="subtle" icon={<Dismiss />} onClick={state.clear}>
            {say('ask.clear')}
          </Button>
        )}
      </form>
      <CardPanel state={state} />
    </section>
  );
}
