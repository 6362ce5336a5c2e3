import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { forbiddenRequires } from '../../../scripts/requires';

describe('what the tarball may require', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'requires-'));
		mkdirSync(path.join(folder, 'dist'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	const found = (text: string, file = 'dist/a.js') => {
		writeFileSync(path.join(folder, file), text);
		return forbiddenRequires(folder);
	};

	it.each([
		['require("./b")'],
		['require("../dist/b")'],
		['require("n8n-workflow")'],
		['require("node:crypto")'],
	])('%s is allowed', (text) => expect(found(text)).toEqual([]));

	it.each([
		['require("axios")'],
		['require("node:fs")'],
		['require("crypto")'],
		['require("../../outside")'],
		['require("n8n-core")'],
		['require("ax" + "ios")'],
		['import("axios")'],
		['import axios from "axios"'],
		['export * from "axios"'],
		['const load = require; load("axios")'],
		['(0, require)("axios")'],
		['module.require("axios")'],
	])('%s is not', (text) => expect(found(text)).toHaveLength(1));

	it.each([['dist/a.cjs'], ['dist/a.mjs']])('%s is read too', (file) => {
		expect(found('require("axios")', file)).toEqual([`${file}: axios`]);
	});
});
