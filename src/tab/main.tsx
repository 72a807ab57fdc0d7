import { createRoot } from 'react-dom/client';
import './page.css';
import { Launch } from './start/launch.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<Launch />);
