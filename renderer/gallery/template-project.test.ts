import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readProject } from '../../host/project-file.ts';
import { speak } from '../language/text.ts';
import { saidInLanguage } from './template-project.ts';

const templates = readdirSync('templates')
  .filter((file) => file.endsWith('.netloom'))
  .map((file) => readProject(readFileSync(join('templates', file), 'utf8'), file).project);

it('leaves projects of templates as they are in English', () => {
  for (const project of templates) expect(saidInLanguage(project)).toEqual(project);
});

it('tells of the projects of all templates in Chinese, and changes nothing else', async () => {
  await speak('zh');
  try {
    for (const project of templates) {
      const { name, description, ...rest } = saidInLanguage(project);
      expect(rest).toEqual({ ...project, name: undefined, description: undefined });
      expect(name === 'XOR' || /\p{Script=Han}/u.test(name), name).toBe(true);
      expect(description.split('\n\n').length).toBe(project.description.split('\n\n').length);
      for (const paragraph of description.split('\n\n')) expect(paragraph).toMatch(/\p{Script=Han}.*[。？]$/u);
    }
  } finally {
    await speak('en');
  }
});
