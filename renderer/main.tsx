import './theme/styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { openProjectAt } from './host/files.ts';
import { startHost } from './app/start-host.ts';
import { connectHost } from './host/connect.ts';
import { useLanguage } from './language/languages.ts';
import { speak } from './language/text.ts';
import { applyLook } from './theme/look.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');

applyLook();
await speak(useLanguage.getState().language).catch(() => speak('en'));
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
const connection = await connectHost();
startHost(connection);
connection.desktop?.onOpenFile((path) => void openProjectAt(path));
