import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium, missingBrowser } from '../../../host/chromium';

describe('the browser that drives the editor', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'chromium-'));

	afterAll(() => rmSync(folder, { recursive: true }));

	it('is called by Debian’s name where there is none', () => {
		expect(findChromium([folder])).toBeUndefined();
		expect(missingBrowser([folder])).toEqual(['chromium']);
	});

	it('is found by any of the names it goes by', () => {
		writeFileSync(path.join(folder, 'google-chrome'), '');
		expect(findChromium([folder])).toBe(path.join(folder, 'google-chrome'));
		expect(missingBrowser([folder])).toEqual([]);
	});
});
