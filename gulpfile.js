'use strict';

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

const clean = async () => await rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.package.json'], {
		stdio: 'inherit',
	});

const copy = (glob) => () => src(glob, { base: '.', encoding: false }).pipe(dest('dist'));

const icons = copy(['nodes/**/*.svg', 'credentials/**/*.svg']);
const codex = copy('nodes/**/*.node.json');
const outputSchemas = copy('nodes/**/__schema__/**/*.json');

Object.assign(icons, { displayName: 'icons' });
Object.assign(codex, { displayName: 'codex' });
Object.assign(outputSchemas, { displayName: 'output schemas' });

exports.build = series(clean, parallel(compile, icons, codex, outputSchemas));
exports.default = exports.build;
