import { Component, type ReactNode } from 'react';
import type { Say } from '../texts.ts';
import { Trouble } from './trouble.tsx';

interface Props {
  readonly say: Say;
  /** Told in words for whoever runs Teams, never what was shown or typed. */
  readonly onFailure: (message: string) => void;
  readonly children: ReactNode;
}

interface State {
  readonly isBroken: boolean;
}

/** Shows what to do in the place of a page that broke while it was drawn; React knows no other way than a class. */
export class Rescue extends Component<Props, State> {
  override state: State = { isBroken: false };

  static getDerivedStateFromError = (): State => ({ isBroken: true });

  override componentDidCatch(error: unknown): void {
    this.props.onFailure(error instanceof Error ? error.name : 'unknown');
  }

  override render(): ReactNode {
    const { say, children } = this.props;
    if (!this.state.isBroken) return children;
    return <Trouble say={say} failure={new Error(say('trouble.broken'))} onRetry={() => location.reload()} />;
  }
}
