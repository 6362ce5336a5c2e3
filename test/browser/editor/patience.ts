import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';

const ATTEMPTS = 5;
const ATTEMPT_MS = 3_000;
const READING_MS = 15_000;

/** Whether something shows within so many milliseconds. */
export const isShownWithin = async (wanted: Locator, timeout: number): Promise<boolean> =>
	await wanted.waitFor({ timeout }).then(
		() => true,
		() => false,
	);

/** Does something until it shows: the editor draws parts of a page anew now and then, and a click on them is lost. */
export async function actUntil(shown: Locator, act: () => Promise<void>): Promise<void> {
	for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
		await act();
		if (await isShownWithin(shown, ATTEMPT_MS)) return;
	}
	await act();
	await shown.waitFor();
}

/** Waits until a text reads as wanted; gives back what it reads in the end, which may be another. */
export async function readsAs(wanted: string, read: () => Promise<string>): Promise<string> {
	for (const end = Date.now() + READING_MS; Date.now() < end; await sleep(50)) {
		if ((await read()) === wanted) break;
	}
	return await read();
}
