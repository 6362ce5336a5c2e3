import { type BrowserContext, chromium, type Page, selectors } from 'playwright-core';
import { findChromium } from '../../host/chromium';
import { HostError } from '../../host/errors';
import { howToInstall } from '../../host/installServices';
import type { Owner } from '../../host/entities';

/** How long anything on a page may take, in milliseconds. */
const PATIENCE_MS = 45_000;

/**
 * Opens a browser without a window, signed in to n8n by its own form.
 * @throws HostError when there is none, saying how to get it
 */
export async function openBrowser(baseUrl: string, owner: Owner): Promise<BrowserContext> {
	const executablePath = findChromium();
	if (executablePath === undefined) throw new HostError('Chromium is not installed.', howToGet);
	selectors.setTestIdAttribute('data-test-id');
	// As root, and in most containers, Chromium starts without its own sandbox only.
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		colorScheme: 'light',
		locale: 'en-GB',
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	context.setDefaultTimeout(PATIENCE_MS);
	await signIn(await context.newPage(), baseUrl, owner);
	return context;
}

/** What to tell somebody who has no Chromium. */
export const howToGet = `On Debian and Ubuntu: ${howToInstall(['chromium'])}, or as root: npm run browser -- --install-services`;

async function signIn(page: Page, baseUrl: string, { email, password }: Owner): Promise<void> {
	await page.goto(`${baseUrl}/signin`);
	await page.getByTestId('emailOrLdapLoginId').locator('input').fill(email);
	await page.getByTestId('password').locator('input').fill(password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(/\/home\//);
}
