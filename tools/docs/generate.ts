import { writeFileSync } from 'node:fs';
import { generatedPages } from './pages.ts';

for (const [file, text] of generatedPages(process.cwd())) {
  writeFileSync(file, text);
  console.log(file);
}
