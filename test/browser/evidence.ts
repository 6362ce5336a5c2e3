import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';

/** Keeps what can be seen on every page that is open, as pictures and as words; gives back where. */
export async function keepEvidence(context: BrowserContext, folder: string, story: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const name = path.join(folder, story.replace(/\W+/g, '-'));
	for (const [index, page] of context.pages().entries()) {
		const file = index === 0 ? name : `${name}-${index + 1}`;
		await page.screenshot({ path: `${file}.png` }).catch(() => undefined);
		const words = await page.locator('body').innerText().catch(String);
		await writeFile(`${file}.txt`, `${page.url()}\n\n${words}\n`);
	}
	return `${name}.png`;
}
