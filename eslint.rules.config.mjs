import tsParser from '@typescript-eslint/parser';
import regexp from 'eslint-plugin-regexp';
import { defineConfig } from 'eslint/config';

/**
 * Rules of our own, apart from those that n8n wants. Expressions meet what servers answer and what people paste, and
 * one that is slow on some text stops all of n8n, since nothing else runs meanwhile.
 */
export default defineConfig({
	files: ['{nodes,credentials,oauth}/**/*.ts'],
	languageOptions: { parser: tsParser },
	linterOptions: { reportUnusedDisableDirectives: 'off' },
	plugins: { regexp },
	rules: {
		'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
		'regexp/no-super-linear-move': ['error', { report: 'potential' }],
		'no-restricted-properties': [
			'error',
			{ object: 'URL', property: 'canParse', message: 'Use `urlOf`, which says why.' },
		],
	},
});
