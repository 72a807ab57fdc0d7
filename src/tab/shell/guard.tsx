import { Component, type ReactNode } from 'react';
import { Failed } from './failed.tsx';

interface Props {
  readonly children: ReactNode;
}

/** Keeps a fault in one part of the page from taking the rest along, such as a part that could not be loaded. */
export class Guard extends Component<Props, { readonly failure?: Error }> {
  override state: { readonly failure?: Error } = {};

  static getDerivedStateFromError(failure: Error) {
    return { failure };
  }

  override render() {
    if (!this.state.failure) return this.props.children;
    return <Failed failure={this.state.failure} isUnexpected onRetry={() => location.reload()} />;
  }
}
