/**
 * Lint rule: a comment that turns a rule off says why, after two dashes.
 * @type {import('eslint').Rule.RuleModule}
 */
export const explainedDirectives = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { unexplained: 'Say why the rule is off: "{{directive}} rule-name -- reason".' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const directive = /^\s*(eslint-disable(?:-next-line|-line)?)\b/.exec(comment.value)?.[1];
          if (directive !== undefined && !/--\s*\S.{9,}/s.test(comment.value)) {
            // Column -1 lies before the comment, which would otherwise turn this rule off as well.
            context.report({ loc: { line: comment.loc?.start.line ?? 1, column: -1 }, messageId: 'unexplained', data: { directive } });
          }
        }
      },
    };
  },
};
