import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{engine,host,server,cli,electron,renderer,tools}/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
});
