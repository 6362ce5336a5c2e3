import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../host/paths';

const folder = path.join(root, 'docs', 'images');
const schemes = ['light', 'dark'] as const;

/** The pictures that README and docs show, each in the light and in the dark theme. */
export class Pictures {
	constructor(private readonly wanted: boolean) {}

	/**
	 * Takes one as `docs/images/<name>.<theme>.png`, where pictures are wanted and it has a name.
	 *
	 * @param drawAnew what of the page does not follow a change of the theme
	 */
	async take(
		name: string | undefined,
		page: Page,
		drawAnew: () => Promise<void> = async () => undefined,
	): Promise<void> {
		if (!this.wanted || name === undefined) return;
		await mkdir(folder, { recursive: true });
		for (const colorScheme of schemes) {
			await page.emulateMedia({ colorScheme });
			await drawAnew();
			await page.screenshot({ path: path.join(folder, `${name}.${colorScheme}.png`) });
		}
		await page.emulateMedia({ colorScheme: 'light' });
	}
}
