import i18next from 'eslint-plugin-i18next';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { explainedDirectives } from './tools/check/explained-directives.js';

/** @type {import('eslint').Linter.RulesRecord} */
const typed = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/array-type': ['error', { default: 'array' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // Interfaces of both executors are asynchronous; an implementation need not await.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  // Definitions and contexts are plain objects whose functions are taken apart on purpose; none of them uses `this`.
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/no-deprecated': 'error',
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 }],
};

const syntax = [
  {
    selector: 'TSAsExpression > TSAsExpression.expression',
    message: 'A double cast hides a wrong type: fix the type, or check the value and narrow it.',
  },
  {
    selector: 'CallExpression[callee.property.name="only"][callee.object.name=/^(it|test|describe)$/]',
    message: 'A focused test hides all others.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(skip|todo)$/][callee.object.name=/^(it|test|describe)$/][arguments.0.type="Literal"]',
    message: 'A test that does not run proves nothing: make it pass, or delete it.',
  },
];

export default defineConfig(
  { ignores: ['out/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/', '.cache/', '**/generated/', '**/*_pb.ts', '**/*.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { plugins: { netloom: { rules: { 'explained-directives': explainedDirectives } } }, rules: { 'netloom/explained-directives': 'error' } },
  {
    files: ['**/*.{js,mjs,cjs,ts,tsx}'],
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'object-shorthand': 'error',
      'no-restricted-syntax': ['error', ...syntax],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: typed,
  },
  {
    // Asymmetric matchers (`expect.any`) are typed as any.
    files: ['**/*.test.{ts,tsx}'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [hooks.configs.flat['recommended-latest']],
    rules: { 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // What people read goes through `t` (renderer/language): texts of elements, and attributes that are shown or read aloud.
    files: ['renderer/**/*.tsx'],
    ignores: ['**/*.test.tsx'],
    plugins: { i18next },
    rules: {
      'i18next/no-literal-string': [
        'error',
        {
          mode: 'jsx-only',
          'should-validate-template': true,
          callees: { exclude: ['t', 'richText', 'includes', 'startsWith', 'getElementById'] },
          'jsx-attributes': {
            include: ['^(aria-label|aria-description|alt|title|label|placeholder|description|text|tooltip|what|name|help)$'],
          },
          words: { exclude: ['[^A-Za-z]+', '[A-Z0-9_-]+', 'Netloom', 'Esc', 'Enter', 'Tab', 'Space'] },
        },
      ],
    },
  },
  {
    // The logs of the command line, the tools and the servers go to the console; the window and the engine have none.
    files: ['engine/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
);
