import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { RequestFailure } from '../api/client.ts';
import { useTab } from './tab-context.ts';

interface Props {
  readonly failure: Error;
  readonly onRetry?: () => void;
  /** The failure has no words for people. */
  readonly isUnexpected?: boolean;
}

/** Says what failed, and lets one try again. */
export function Failed({ failure, onRetry, isUnexpected = false }: Props) {
  const { say } = useTab();
  const reference = failure instanceof RequestFailure ? failure.reference : undefined;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{say('trouble.title')}</MessageBarTitle>
        {isUnexpected ? say('trouble.unreachable') : failure.message}
        {reference && ` ${say('trouble.reference', { reference })}`}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>{say('retry')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
